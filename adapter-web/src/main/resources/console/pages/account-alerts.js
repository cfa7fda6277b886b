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
    quota(account, meters, context));
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

function quota(account, meters, { admin, signal, refresh }) {
  const url = (meter) => path`/v1/accounts/${account.id}/quota-alerts/${meter}`;
  const edit = (meter, alert) => async () => {
    const done = await ask({
      title: `Quota alert for ${meter}`,
      fields: [{ name: 'percent', label: 'Tell when what is left is at or below, in percent', value: alert?.percent ?? 20, required: true, inputmode: 'numeric',
        hint: '1 to 99, of what all plans hold together now. It is armed anew whenever that rises. Told once more when nothing is left.' }],
      submit: { label: 'Save' },
      onSubmit: ({ percent }) => send('PUT', url(meter), { percent: Number(percent) }),
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
    return table('Quota alerts', [
      { head: 'Meter', cell: ([meter]) => meter },
      { head: 'At or below', number: true, cell: ([, a]) => (a ? `${a.percent} %` : '–') },
      { head: 'Of', number: true, cell: ([, a]) => (a ? decimal(a.armedTotal) : '–') },
      { head: 'Left', number: true, cell: ([, a]) => (a ? decimal(a.remaining) : '–') },
      { head: 'Told', cell: ([, a]) => (a?.firedAt ? time(a.firedAt) : a ? 'not yet' : '') },
      { head: h('span', { class: 'unseen' }, 'What can be done'), cell: ([meter, a]) => admin && h('div', { class: 'actions' },
        button(a ? 'Change' : 'Set', edit(meter, a), { kind: 'small', 'aria-label': `${a ? 'Change' : 'Set'} the quota alert for ${meter}` }),
        a && button('Remove', remove(meter), { kind: 'small', 'aria-label': `Remove the quota alert for ${meter}` })) },
    ], meters.map((meter, i) => [meter, alerts[i]]), { empty: 'The account has no plans and no usage yet.' });
  });
  return section('Low quota', { hint: 'Hourly and daily plans are left out.' }, place);
}
