/** What is coming: the forecast of an account, and what a purchase would change. */

import { find, get, path, send } from './api.js';
import { timeline } from './charts.js';
import { badge, button, facts, fill, h, section, slot, table } from './dom.js';
import { decimal, fromNow, money, time, timeText } from './format.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const LOOK_AHEAD_DAYS = 90;
const HORIZON_DAYS = 400;

/** The forecast of an account; null where there is none. */
export function forecast(account, signal) {
  return find(path`/v1/accounts/${account}/forecast`, { signal });
}

/** An instant with how far away it is; `never` where there is none. */
export function when(instant, now, never = `not within ${HORIZON_DAYS} days`) {
  return instant ? [time(instant), ' ', h('span', { class: 'soft' }, fromNow(instant, now))] : never;
}

/**
 * What a purchase would change in the time ahead, if the account is used as it was.
 *
 * @param offering what would be bought
 * @param effectiveAt from when, or null
 */
export async function simulate(account, offering, effectiveAt, now) {
  const suppose = (purchases) => send('POST', path`/v1/accounts/${account.id}/simulations`, {
    purchases, usage: [], expectedUsage: true, until: new Date(+now + LOOK_AHEAD_DAYS * DAY).toISOString(),
  });
  const [without, bought] = await Promise.all([
    suppose([]),
    suppose([{ offering: offering.id, ...(effectiveAt && { effectiveAt }) }]),
  ]);
  const [{ plan: id, refusal }] = bought.purchases;
  if (refusal !== null) {
    return h('div', { class: 'notice bad' }, h('p', {}, h('strong', {}, 'It would be refused. '), refusal.detail));
  }
  const meters = Object.keys(offering.meters);
  const never = `beyond ${LOOK_AHEAD_DAYS} days`;
  const mine = bought.plans.find((plan) => plan.id === id);
  const end = (future) => (isCovered(account, future, meters) ? when(plansEnd(future, meters), now, never) : 'nothing');
  return [
    h('h3', {}, `The next ${LOOK_AHEAD_DAYS} days, if it is used as it was`),
    table('What the purchase changes', [
      { head: '', cell: (row) => row[0] },
      { head: 'As it is', cell: (row) => row[1] },
      { head: 'With this plan', cell: (row) => h('strong', {}, row[2]) },
    ], [
      ['Plans cover until', end(without), when(plansEnd(bought, meters), now, never)],
      [`Available in ${LOOK_AHEAD_DAYS} days`, money(without.available, without.currency), money(bought.available, bought.currency)],
      ['Overdue', when(without.overdueAt, now, 'no'), when(bought.overdueAt, now, 'no')],
    ]),
    mine && h('p', { class: 'hint' }, mine.usedUpAt
      ? ['This plan will be used up on ', time(mine.usedUpAt), '.']
      : mine.unused
        ? ['This plan will expire with ', decimal(mine.unused), ` ${mine.unit} unused.`]
        : ['Of this plan ', decimal(mine.remaining), ` ${mine.unit} will be left then.`]),
  ];
}

function isCovered(account, future, meters) {
  return meters.some((meter) => account.billing[meter] === 'plan' || future.switches.some((s) => s.meter === meter));
}

/** When the first of these meters is not covered any more; a gap that the next hour or day fills is none. */
function plansEnd(future, meters) {
  const ends = meters.flatMap((meter) => {
    const own = future.switches.filter((s) => s.meter === meter);
    const end = own.find((s, i) => s.to === 'pay-as-you-go' && !(own[i + 1]?.reason === 'period-renewed'
      && new Date(own[i + 1].at) - new Date(s.at) <= 25 * HOUR));
    return end ? [end.at] : [];
  });
  return ends.sort()[0] ?? null;
}

const METHODS = {
  'hour-of-week': 'the mean of each hour of the week',
  'hour-of-day': 'the mean of each hour of the day',
  mean: 'the plain mean',
  none: 'no usage yet',
};

/** What is coming, drawn and in words; `buy` is given an offering that is advised. */
export function runwaySection(account, seen, known, { now, admin, signal }, buy) {
  const title = 'Runway';
  const hint = 'What comes if it is used as it was and nothing is bought or paid.';
  if (seen === null || seen.meters.length === 0) {
    return section(title, { hint }, h('p', { class: 'empty' }, 'There is no usage to forecast from yet.'));
  }
  const covered = seen.meters.filter((m) => m.plansLastUntil || account.billing[m.meter] === 'plan');
  const rows = [
    ...covered.map((m) => row(`Plans for ${m.meter}`, m.plansLastUntil, m.high.plansLastUntil, m.low.plansLastUntil)),
    row('Available money', seen.balanceLastsUntil, seen.high.balanceLastsUntil, seen.low.balanceLastsUntil),
  ];
  const place = h('div');
  const advise = () => fill(place, slot(4, async () =>
    adviceTable(await get(path`/v1/accounts/${account.id}/advice`, { signal }), admin && account.state === 'active' ? buy : null)));
  return section(title, { hint, actions: account.state === 'released' ? [] : [button('What to buy?', advise, { kind: 'small' })] },
    place,
    runwayChart(rows, now),
    facts(
      account.state === 'active' && ['Overdue', when(seen.overdueAt, now)],
      account.state !== 'released' && ['Suspended', when(seen.suspendedAt, now)],
      ['Pay-as-you-go this month', [money(seen.payAsYouGoThisMonth, seen.currency),
        h('span', { class: 'soft' }, ` (${decimal(seen.low.payAsYouGoThisMonth)} to ${decimal(seen.high.payAsYouGoThisMonth)})`)]]),
    h('details', {}, h('summary', {}, 'What it is worked out from'),
      table('Expected usage', [
        { head: 'Meter', cell: (m) => m.meter },
        { head: 'Per hour', number: true, cell: (m) => `${decimal(short(m.rate.perHour))} ${known[m.meter]?.unit ?? ''}` },
        { head: 'Low to high', number: true, cell: (m) => `${decimal(short(m.low.rate.perHour))} – ${decimal(short(m.high.rate.perHour))}` },
        { head: 'Basis', cell: (m) => `${METHODS[m.basis.method] ?? m.basis.method}, ${m.basis.hoursObserved} hours` },
      ], seen.meters)));
}

/** Which purchases make the next 30 days cheapest, and what they save. */
function adviceTable(advice, buy) {
  const choices = [['As it is', advice.doNothing], ['Without pay-as-you-go', advice.withoutSwitch], ['Cheapest', advice.cheapest]];
  return [
    h('h3', {}, 'The next 30 days'),
    table('What to buy', [
      { head: 'Choice', cell: ([name]) => name },
      { head: 'Purchases', cell: ([, c]) => (c.purchases.length === 0 ? 'none' : h('ul', { class: 'plain' }, c.purchases.map((p) => h('li', {},
        `${p.count} × ${p.offering}`, buy && [' ', button('Buy', () => buy(p.offering), { kind: 'small', 'aria-label': `Buy ${p.offering}` })])))) },
      { head: 'Costs', number: true, cell: ([, c]) => money(c.cost, advice.currency) },
      { head: 'Saves', number: true, cell: ([, c]) => money(c.saved, advice.currency) },
      { head: 'Top up first', number: true, cell: ([, c]) => money(c.topUp, advice.currency) },
    ], choices.filter(([, c]) => c !== null)),
    choices.some(([, c]) => c !== null && !c.exact) && h('p', { class: 'hint' }, 'Not all that could be bought was tried; there may be something cheaper.'),
  ];
}

function row(name, expected, early, late) {
  return { name, expected, early, late };
}

/** No more decimals than say something. */
function short(text) {
  return text.replace(/(\.\d\d)\d+$/, '$1');
}

function runwayChart(rows, now) {
  const known = rows.flatMap((r) => [r.expected, r.early, r.late]).filter(Boolean).map((t) => +new Date(t));
  const horizon = +now + HORIZON_DAYS * DAY;
  const to = known.length === 0 ? +now + 30 * DAY : Math.min(horizon, +now + (Math.max(...known) - now) * 1.15 + DAY);
  return timeline({
    label: 'How long plans and money last',
    legend: [['plans', 'expected'], ['band', 'from high to low usage']],
    from: new Date(+now),
    to: new Date(to),
    rows: rows.map((r) => ({
      name: r.name,
      note: r.expected ? fromNow(r.expected, now) : `beyond ${HORIZON_DAYS} days`,
      bars: [
        { from: now, to: r.expected ?? new Date(to), held: r.expected ? 'plans' : 'held', share: 0, text: spoken(r) },
        r.early && { from: r.early, to: r.late ?? new Date(to), held: 'band', share: 0, text: spoken(r) },
      ].filter(Boolean),
    })),
    table: table('How long plans and money last', [
      { head: '', cell: (r) => r.name },
      { head: 'With high usage', cell: (r) => (r.early ? time(r.early) : '–') },
      { head: 'Expected', cell: (r) => (r.expected ? time(r.expected) : badge(`beyond ${HORIZON_DAYS} days`)) },
      { head: 'With low usage', cell: (r) => (r.late ? time(r.late) : '–') },
    ], rows),
  });
}

function spoken(r) {
  return r.expected
    ? `${r.name}: until ${timeText(r.expected)}; with high usage ${r.early ? timeText(r.early) : 'later'}, with low usage ${r.late ? timeText(r.late) : 'longer'}`
    : `${r.name}: beyond ${HORIZON_DAYS} days`;
}
