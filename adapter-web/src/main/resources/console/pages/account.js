/** One account: its money, its stack of plans, what it used, and what is coming. */

import { list, path, query } from '../api.js';
import { accountFrame, meters as allMeters } from '../account-frame.js';
import { badge, button, choice, fill, h, section, slot, table } from '../dom.js';
import { columns, timeline } from '../charts.js';
import { decimal, money, quantity, share, time, timeText, dayText } from '../format.js';
import { buyPlan, planActions } from '../purchases.js';
import { forecast, runwaySection } from '../runway.js';
import { PLAN_TONES, SWITCH_REASONS, billingInWords, leftInWords } from '../words.js';

const DAY = 86_400_000;
const RANGES = [['1', '24 hours'], ['7', '7 days'], ['30', '30 days'], ['365', '1 year']];

/** Shows the page. */
export async function show(view, context) {
  const account = await accountFrame(view, context, '');
  const [known, offerings, plans, seen] = await Promise.all([
    allMeters(context.signal),
    list('/v1/plan-offerings', { max: 10_000, signal: context.signal }),
    list(path`/v1/accounts/${account.id}/plans`, { signal: context.signal }),
    forecast(account.id, context.signal),
  ]);
  const names = Object.fromEntries(offerings.rows.map((offering) => [offering.id, offering.name]));
  const named = plans.rows.map((plan) => ({ ...plan, name: names[plan.offering] ?? plan.offering }));
  const codes = Object.keys(account.billing).sort();
  view.append(
    tiles(account, named),
    stackSection(account, named, seen, context),
    h('div', { class: 'columns wide' },
      codes.length > 0 && usageSection(account, codes, known, context),
      runwaySection(account, seen, known, context, names,
        (offering) => buyPlan(account, context.now, context.refresh, offering))));
}

function tiles(account, plans) {
  const held = plans.filter((plan) => plan.status === 'active').length;
  return h('dl', { class: 'tiles' },
    tile('Balance', money(account.balance, account.currency)),
    tile('Accrued', money(account.accrued, account.currency), 'pay-as-you-go, not billed yet'),
    tile('Available', money(account.available, account.currency), 'balance and credit, less what accrued'),
    tile('Plans that hold quota', held, billingInWords(account.billing)));
}

function tile(name, value, hint = null) {
  return h('div', { class: 'tile' }, h('dt', {}, name), h('dd', {}, value), hint && h('dd', { class: 'hint' }, hint));
}

/* The stack */

function stackSection(account, plans, seen, context) {
  const { now } = context;
  const place = h('div');
  const covered = [...new Set(plans.flatMap((plan) => Object.keys(plan.meters)))].sort();
  const draw = (meter) => {
    const of = plans.filter((plan) => meter === '' || meter in plan.meters);
    const shown = of.filter((plan) => !['expired', 'refunded'].includes(plan.status) || now - new Date(plan.expiresAt) < 7 * DAY);
    fill(place, of.length === 0
      ? h('p', { class: 'empty' }, 'No plans: all usage is pay-as-you-go.')
      : [
        shown.length > 0 && stack(shown, seen, meter, now),
        h('details', {}, h('summary', {}, 'All plans as a table, with what can be done'),
          planTable(of, account, context)),
      ]);
  };
  draw('');
  return section('Stack of plans', {
    hint: 'In the order in which usage is deducted from them.',
    actions: covered.length > 1 ? [choice('Meter', [['', 'All'], ...covered.map((m) => [m, m])], '', draw)] : [],
  }, place);
}

function stack(plans, seen, meter, now) {
  const end = meter === '' ? seen?.plansLastUntil : seen?.meters.find((m) => m.meter === meter)?.plansLastUntil;
  const fates = Object.fromEntries((seen?.plans ?? []).map((plan) => [plan.id, plan]));
  const starts = plans.map((plan) => +new Date(plan.effectiveAt));
  const ends = plans.map((plan) => +new Date(plan.expiresAt));
  const from = new Date(Math.max(Math.min(...starts, +now), now - 45 * DAY) - DAY);
  const to = new Date(Math.min(Math.max(...ends, +now + DAY), +now + 120 * DAY));
  return timeline({
    label: 'Plans over time, in deduction order',
    legend: [['plans', 'left'], ['held', 'used or lapsed'],
      ...(plans.some((plan) => ['pending', 'frozen'].includes(plan.status)) ? [['idle', 'covers nothing now']] : [])],
    from,
    to,
    marks: [{ at: now, text: 'now', kind: '' }, ...(end ? [{ at: end, text: 'plans run out', kind: 'forecast' }] : [])],
    rows: plans.map((plan) => ({
      name: plan.name,
      note: plan.status === 'active' ? leftInWords(plan) : plan.status,
      more: plan.status === 'pending' ? `from ${dayText(plan.effectiveAt)}` : `expires ${dayText(plan.expiresAt)}`,
      bars: [{
        from: plan.effectiveAt,
        to: plan.expiresAt,
        share: ['active', 'pending', 'frozen'].includes(plan.status) ? share(plan.remaining, plan.quota) : 0,
        kind: plan.status === 'active' ? 'plans' : 'idle',
        held: 'held',
        text: `${plan.name}, ${plan.status}: ${leftInWords(plan)}; from ${timeText(plan.effectiveAt)} to ${timeText(plan.expiresAt)}${fate(fates[plan.id])}`,
      }],
    })),
  });
}

/** What will become of a plan. */
function fate(end) {
  if (end?.usedUpAt) {
    return `; will be used up on ${timeText(end.usedUpAt)}`;
  }
  return end?.unused && /[1-9]/.test(end.unused) ? `; will expire with ${decimal(end.unused)}\u00a0${end.unit} unused` : '';
}

function planTable(plans, account, { now, admin, refresh }) {
  return table('Plans in deduction order', [
    { head: 'Plan', cell: (p) => [p.name, h('span', { class: 'hint mono' }, p.id)] },
    { head: 'Status', cell: (p) => badge(p.status, PLAN_TONES[p.status]) },
    { head: 'Left', number: true, cell: (p) => decimal(p.remaining) },
    { head: 'Quota', number: true, cell: (p) => [quantity(p.quota, p.unit), p.period && h('span', { class: 'hint' }, `each ${p.period}`)] },
    { head: 'Covers', cell: (p) => Object.keys(p.meters).join(', ') },
    { head: 'Takes effect', cell: (p) => time(p.effectiveAt) },
    { head: 'Expires', cell: (p) => time(p.expiresAt) },
    { head: 'Price', number: true, cell: (p) => money(p.price, account.currency) },
    { head: h('span', { class: 'unseen' }, 'What can be done'), cell: (p) => h('div', { class: 'actions' },
      admin && planActions(account, p, now, refresh).map(([text, act]) =>
        button(text, act, { kind: 'small', 'aria-label': `${text} ${p.id}` }))) },
  ], plans);
}

/* Usage */

function usageSection(account, codes, known, { now, zone, signal }) {
  let meter = codes[0];
  let days = '30';
  const place = slot(10, load);

  async function load() {
    const by = Number(days) <= 7 ? 'hour' : 'day';
    const from = new Date(now - Number(days) * DAY);
    const base = path`/v1/accounts/${account.id}`;
    const [usage, switches] = await Promise.all([
      list(query(`${base}/usage`, { meter, by, from: from.toISOString() }), { max: 1000, signal }),
      list(query(`${base}/events`, { type: 'billing.switched', from: from.toISOString() }), { max: 1000, signal }),
    ]);
    return usageChart(usage.rows, switches.rows.filter((e) => e.data.meter === meter), by, from);
  }

  function usageChart(rows, switches, by, from) {
    const unit = known[meter]?.unit ?? '';
    const size = by === 'hour' ? 3_600_000 : DAY;
    const name = (row) => (by === 'hour' ? timeText(row.start) : dayText(row.start, zone));
    const switched = switches.length > 0 && [
      h('h3', {}, 'Switches of billing'),
      h('ul', { class: 'plain' }, switches.slice(-6).reverse().map((e) => h('li', {},
        time(e.at), ` from ${e.data.from} to ${e.data.to}: ${SWITCH_REASONS[e.data.reason] ?? e.data.reason}`))),
    ];
    if (rows.length === 0) {
      return [h('p', { class: 'empty' }, `No usage of ${meter} in this time.`), switched];
    }
    return [columns({
      label: `Usage of ${meter} by ${by}, split into plans and pay-as-you-go`,
      legend: [['plans', 'by plans'], ['payg', 'pay-as-you-go']],
      from,
      to: new Date(Math.max(now, ...rows.map((row) => +new Date(row.start) + size))),
      unit,
      columns: rows.map((row) => ({
        start: row.start,
        end: new Date(+new Date(row.start) + size).toISOString(),
        parts: [{ kind: 'plans', value: row.byPlans }, { kind: 'payg', value: row.payAsYouGo }],
        text: `${name(row)}: ${quantity(row.quantity, unit)}; by plans ${decimal(row.byPlans)}, pay-as-you-go ${decimal(row.payAsYouGo)} for ${money(row.amount, account.currency)}`,
      })),
      marks: switches.map((e) => ({ at: e.at, text: e.data.to === 'plan' ? 'plans' : 'pay-as-you-go', kind: 'switch' })),
      table: table(`Usage of ${meter}`, [
        { head: by === 'hour' ? 'Hour' : 'Day', cell: (row) => (by === 'hour'
          ? h('a', { href: `#/accounts/${encodeURIComponent(account.id)}/hours/${encodeURIComponent(row.start)}?meter=${encodeURIComponent(meter)}` }, time(row.start))
          : dayText(row.start, zone)) },
        { head: `Quantity, ${unit}`, number: true, cell: (row) => decimal(row.quantity) },
        { head: 'By plans', number: true, cell: (row) => decimal(row.byPlans) },
        { head: 'Pay-as-you-go', number: true, cell: (row) => decimal(row.payAsYouGo) },
        { head: 'Amount', number: true, cell: (row) => money(row.amount, account.currency) },
        { head: 'State', cell: (row) => (row.final ? 'billed' : badge('open', 'note')) },
      ], rows, { stacked: false }),
    }), switched];
  }

  return section('Usage', {
    actions: [choice('Time', RANGES, days, (value) => {
      if (value !== days) {
        days = value;
        place.reload();
      }
    })],
  }, codes.length > 1 && choice('Meter', codes.map((m) => [m, m]), meter, (value) => {
    if (value !== meter) {
      meter = value;
      place.reload();
    }
  }), place);
}
