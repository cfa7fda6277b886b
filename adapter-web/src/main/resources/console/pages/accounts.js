/** All accounts: what needs attention first. */

import { list, query } from '../api.js';
import { badge, button, fill, h, table } from '../dom.js';
import { field } from '../forms.js';
import { fromNow, money } from '../format.js';
import { newAccount } from '../purchases.js';
import { link } from '../routes.js';
import { forecast } from '../runway.js';
import { STATE_TONES, billingInWords, nextStep } from '../words.js';

const DAY = 86_400_000;
const LATELY_DAYS = 7;
const WARNINGS = ['quota.low', 'runway.low'];
const FORECASTS = 20;
const MOST = 5000;
const STATES = [['', 'All states'], ['attention', 'Needs attention'], ['active', 'Active'], ['overdue', 'Overdue'],
  ['suspended', 'Suspended'], ['released', 'Released']];

/** Shows the page. */
export async function show(view, context) {
  const { signal, now, all, admin } = context;
  const accounts = await list('/v1/accounts', { max: MOST, signal });
  const reasons = await attention(accounts.rows, now, signal, all);
  const text = field({ name: 'search', label: 'Search', type: 'search', value: context.search.search ?? '', placeholder: 'Id or name' });
  const state = field({ name: 'state', label: 'State', options: STATES, value: context.search.state ?? '' });
  const place = h('div');
  const counted = h('p', { class: 'hint', role: 'status' });

  function draw() {
    const wanted = text.read().toLowerCase();
    const found = accounts.rows
      .filter((a) => a.id.toLowerCase().includes(wanted) || a.name.toLowerCase().includes(wanted))
      .filter((a) => state.read() === '' || a.state === state.read() || (state.read() === 'attention' && reasons.has(a.id)))
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    history.replaceState(null, '', query('#/accounts', { search: text.read(), state: state.read() }));
    counted.textContent = `${found.length} of ${accounts.rows.length}${accounts.more ? ' and more' : ''} accounts`;
    fill(place, table('Accounts', [
      { head: 'Account', cell: (a) => [h('a', { href: link`accounts/${a.id}` }, a.name), h('span', { class: 'hint mono' }, a.id)] },
      { head: 'State', cell: (a) => badge(a.state, STATE_TONES[a.state]) },
      { head: 'Needs attention', cell: words },
      { head: 'Billing', class: 'wide', cell: (a) => h('span', { class: 'soft' }, billingInWords(a.billing)) },
      { head: 'Available', number: true, cell: (a) => money(a.available, a.currency) },
    ], found, { empty: accounts.rows.length === 0 ? 'There are no accounts yet.' : 'No account is like that.' }));
  }

  function words(account) {
    return (reasons.get(account.id) ?? []).map((r) => h('span', { class: 'line' }, r.words));
  }

  function rank(account) {
    return Math.min(...(reasons.get(account.id) ?? []).map((r) => r.rank), account.state === 'released' ? 9 : 8);
  }

  text.input.addEventListener('input', draw);
  state.input.addEventListener('change', draw);
  view.append(
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, 'Accounts'), counted),
      admin && all && h('div', { class: 'actions' }, button('New account', async () => {
        const made = await newAccount();
        if (made) {
          location.hash = link`accounts/${made.id}`;
        }
      }))),
    h('div', { class: 'panel' }, h('div', { class: 'filters' }, text.element, state.element), place));
  draw();
}

/** Why accounts need somebody, by id: `[{rank, words}]`. */
async function attention(accounts, now, signal, all) {
  const reasons = new Map();
  const add = (id, rank, ...words) => reasons.set(id, [...(reasons.get(id) ?? []), { rank, words }]);
  for (const account of accounts) {
    const until = nextStep(account);
    if (account.state === 'suspended') {
      add(account.id, 0, 'Access is refused', until && [', released ', fromNow(until, now)]);
    } else if (account.state === 'overdue') {
      add(account.id, 1, 'Owes money', until && [', suspended ', fromNow(until, now)]);
    }
  }
  const covered = (id, meter) => accounts.some((a) => a.id === id && a.billing[meter] === 'plan');
  for (const [account, ends] of await runningOut(covered, now, signal, all)) {
    add(account, 2, ends);
  }
  const orders = await list(query('/v1/license-orders', { expiringBefore: new Date(+now + 30 * DAY).toISOString() }), { signal });
  for (const order of orders.rows) {
    if (order.status === 'active' && order.autoRenewal.mode !== 'auto') {
      add(order.account, 3, `Licenses${order.application ? ` of ${order.application}` : ''} expire `, fromNow(order.expiresAt, now));
    }
  }
  return reasons;
}

/**
 * Accounts whose plans run out soon: those that were lately told so are forecast, and no others, so that looking at the list costs about the same
 * however many accounts there are.
 */
async function runningOut(covered, now, signal, all) {
  if (!all) {
    return [];
  }
  const from = new Date(now - LATELY_DAYS * DAY).toISOString();
  const told = await Promise.all(WARNINGS.map((type) => list(query('/v1/events', { type, from }), { signal })));
  const candidates = new Map();
  for (const event of told.flatMap((t) => t.rows)) {
    if (covered(event.account, event.data.meter)) {
      candidates.set(event.account, event.data.meter);
    }
  }
  const some = [...candidates].slice(0, FORECASTS);
  return Promise.all(some.map(async ([account, meter]) => {
    const seen = await forecast(account, signal);
    const end = seen?.meters.find((m) => m.meter === meter)?.plansLastUntil;
    return [account, end ? [`Plans for ${meter} run out `, fromNow(end, now)] : [`Plans for ${meter} hold little`]];
  }));
}
