/** Of what an account is told: low balance, low quota, and plans that run out. */

import { find, list, path, send } from '../api.js';
import { accountFrame } from '../account-frame.js';
import { button, h, say, section, slot, table } from '../dom.js';
import { ask } from '../forms.js';
import { decimal, money, time } from '../format.js';
import { accountBody } from '../purchases.js';

/** Shows the page. */
export async function show(view, context) {
  const account = await accountFrame(view, context, 'alerts');
  const plans = await list(path`/v1/accounts/${account.id}/plans`, { signal: context.signal });
  const meters = [...new Set([...Object.keys(account.billing), ...plans.rows.flatMap((p) => Object.keys(p.meters))])].sort();
  view.append(
    lowBalance(account, context),
    perMeter(account, meters, QUOTA, context),
    perMeter(account, meters, RUN_OUT, context));
}

function lowBalance(account, { admin, refresh }) {
  const edit = async () => {
    const done = await ask({
      title: 'Low-balance alert',
      fields: [{ name: 'lowBalanceAlert', label: `Tell when available falls below, in ${account.currency}`, value: account.lowBalanceAlert ?? '', inputmode: 'decimal',
        hint: 'Left empty: no alert. It is told again every 24 hours while it stays below, 5 times in all.' }],
      submit: { label: 'Save' },
      onSubmit: (values) => send('PUT', path`/v1/accounts/${account.id}`, accountBody(values, account)),
    });
    if (done) {
      say('Saved.');
      refresh();
    }
  };
  return section('Low balance', { actions: admin ? [button(account.lowBalanceAlert === null ? 'Set' : 'Change', edit, { kind: 'small', 'aria-label': `${account.lowBalanceAlert === null ? 'Set' : 'Change'} the low-balance alert` })] : [] },
    h('p', {}, account.lowBalanceAlert === null
      ? 'No alert is set.'
      : ['Told when available falls below ', h('strong', {}, money(account.lowBalanceAlert, account.currency)), '.']));
}

/** Alerts of one kind, one for each meter. */
function perMeter(account, meters, kind, { admin, signal, refresh }) {
  const url = (meter) => path`/v1/accounts/${account.id}` + kind.path + path`/${meter}`;
  const edit = (meter, alert) => async () => {
    const done = await ask({
      title: `${kind.name} for ${meter}`,
      fields: [{ required: true, inputmode: 'numeric', ...kind.field, value: alert?.[kind.field.name] ?? kind.field.value }],
      submit: { label: 'Save' },
      onSubmit: (values) => send('PUT', url(meter), { [kind.field.name]: Number(values[kind.field.name]) }),
    });
    if (done) {
      say('Saved.');
      refresh();
    }
  };
  const remove = (meter) => async () => {
    await send('DELETE', url(meter));
    say('Removed.');
    refresh();
  };
  const place = slot(4, async () => {
    const alerts = await Promise.all(meters.map((meter) => find(url(meter), { signal })));
    const what = `the ${kind.name.toLowerCase()} for`;
    return table(kind.title, [
      { head: 'Meter', cell: ([meter]) => meter },
      ...kind.columns.map(([head, cell, number]) => ({ head, number, cell: ([, alert]) => (alert ? cell(alert) : '–') })),
      { head: 'Told', cell: ([, alert]) => (alert ? alert.firedAt ? time(alert.firedAt) : 'not yet' : 'no alert is set') },
      { head: h('span', { class: 'unseen' }, 'What can be done'), cell: ([meter, alert]) => admin && h('div', { class: 'actions' },
        button(alert ? 'Change' : 'Set', edit(meter, alert), { kind: 'small', 'aria-label': `${alert ? 'Change' : 'Set'} ${what} ${meter}` }),
        alert && button('Remove', remove(meter), { kind: 'small', 'aria-label': `Remove ${what} ${meter}` })) },
    ], meters.map((meter, i) => [meter, alerts[i]]), { empty: 'The account has no plans and no usage yet.' });
  });
  return section(kind.title, { hint: kind.hint }, place);
}

const QUOTA = {
  name: 'Quota alert',
  title: 'Low quota',
  hint: 'Told when plans hold little, and once more when they hold nothing. Hourly and daily plans are left out.',
  path: '/quota-alerts',
  field: { name: 'percent', label: 'Tell when what is left is at or below, in percent', value: 20,
    hint: '1 to 99, of what all plans hold together now. It is armed anew whenever that rises.' },
  columns: [
    ['At or below', (a) => `${a.percent} %`, true],
    ['Of', (a) => decimal(a.armedTotal), true],
    ['Left', (a) => decimal(a.remaining), true],
  ],
};

const RUN_OUT = {
  name: 'Run-out alert',
  title: 'Plans that run out',
  hint: 'Told when plans are expected to run out soon.',
  path: '/run-out-alerts',
  field: { name: 'days', label: 'Tell when plans last no longer than, in days', value: 7,
    hint: 'It is told again when that changes by a day, or after a purchase.' },
  columns: [
    ['Days before', (a) => a.days, true],
    ['Expected to last until', (a) => (a.plansLastUntil ? time(a.plansLastUntil) : 'not in sight')],
  ],
};
