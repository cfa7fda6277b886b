/** One bill: its lines, each tier's part, and the way to the records behind it. */

import { Problem, get, path, query } from '../api.js';
import { facts, h, put, section, table } from '../dom.js';
import { decimal, money, quantity, time } from '../format.js';
import { link } from '../routes.js';
import { meters } from '../account-frame.js';

/** Shows the page. */
export async function show(view, { params, signal }) {
  const { account, bill: id } = params;
  const hour = hourOf(id);
  const [found, known] = await Promise.all([
    get(query(path`/v1/accounts/${account}/bills`, { from: hour, to: new Date(+new Date(hour) + 1).toISOString() }), { signal }),
    meters(signal),
  ]);
  const bill = found.data.find((b) => b.id === id);
  if (bill === undefined) {
    throw new Problem(404, { title: 'Not found.', detail: `There is no bill "${id}".` });
  }
  put(view,
    h('p', { class: 'crumbs' },
      h('a', { href: link`accounts/${account}` }, account), ' / ',
      h('a', { href: link`accounts/${account}/money` }, 'Bills'), ' / ', h('span', { class: 'mono' }, id)),
    h('h1', {}, 'Bill of ', money(bill.total, bill.currency)),
    section('What it is for', {}, facts(
      ['Hour', ['from ', time(bill.hour)]],
      ['Paid by', h('span', { class: 'mono' }, bill.transaction)])),
    bill.lines.map((line) => section(known[line.meter]?.name ?? line.meter, {
      hint: line.meter,
      actions: [h('a', { class: 'button', href: `${link`accounts/${account}/hours/${bill.hour}`}?meter=${encodeURIComponent(line.meter)}` }, 'Records of this line')],
    }, table(`Prices of ${line.meter}`, [
      { head: 'Part', cell: (tier) => `Tier at ${decimal(tier.unitPrice)} ${bill.currency} a ${known[line.meter]?.unit ?? 'unit'}` },
      { head: 'Quantity', number: true, cell: (tier) => quantity(tier.quantity, known[line.meter]?.unit ?? '') },
      { head: 'Unit price', number: true, cell: (tier) => money(tier.unitPrice, bill.currency) },
    ], line.tiers),
    h('p', {}, quantity(line.quantity, known[line.meter]?.unit ?? ''), ' pay-as-you-go cost ', h('strong', {}, money(line.amount, bill.currency)), '.'),
    h('p', { class: 'hint' }, 'The month’s quantity so far decides the tier; a line is what the rounded price of the month grew by, so that hours add up to the month.'))));
}

/** `2026-01-20T10:00:00Z`, of `bill-20260120T100000Z`. */
function hourOf(id) {
  const [, y, m, d, hh, mm, ss] = /^bill-(\d{4,})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(id) ?? [];
  if (y === undefined) {
    throw new Problem(404, { title: 'Not found.', detail: `There is no bill "${id}".` });
  }
  return `${y}-${m}-${d}T${hh}:${mm}:${ss}Z`;
}
