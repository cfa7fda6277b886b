/** One usage record, explained: which plans covered how much of it, in which order and why, and what the rest costs. */

import { get, path, send } from '../api.js';
import { badge, button, facts, h, put, section, table } from '../dom.js';
import { ask } from '../forms.js';
import { decimal, money, quantity, time } from '../format.js';
import { link } from '../routes.js';
import { meters } from '../account-frame.js';
import { sliceInWords } from '../words.js';

const OUTCOME_TONES = { covered: 'good', drained: 'warn' };

/** Shows the page. */
export async function show(view, { params, signal, admin }) {
  const { account: id, record: name } = params;
  const [account, record, known] = await Promise.all([
    get(path`/v1/accounts/${id}`, { signal }),
    get(path`/v1/accounts/${id}/usage/${name}`, { signal }),
    meters(signal),
  ]);
  const unit = known[record.meter]?.unit ?? '';
  const hour = `${link`accounts/${id}/hours/${record.hour}`}?meter=${encodeURIComponent(record.meter)}`;
  put(view,
    h('div', { class: 'page-head' },
      h('div', {},
        h('p', { class: 'crumbs' }, h('a', { href: link`accounts/${id}` }, id), ' / ', h('a', { href: hour }, 'hour'), ' / record'),
        h('h1', {}, record.id)),
      admin && !record.final && h('div', { class: 'actions' }, button('Void', () => voidRecord(id, record, hour), { kind: 'danger' }))),
    h('div', { class: 'columns' },
      section('Record', {}, facts(
        ['Meter', [known[record.meter]?.name ?? record.meter, ' ', h('span', { class: 'soft mono' }, record.meter)]],
        ['Quantity', quantity(record.quantity, unit)],
        ['Occurred', time(record.occurredAt)],
        ['Received', time(record.receivedAt)],
        ['Counts in hour', h('a', { href: hour }, time(record.hour))],
        ['State', [record.final ? badge('final', 'good') : badge('open', 'note'), record.late && [' ', badge('late', 'warn')]]])),
      section('Slices', { hint: 'They add up to the record.' }, table('Slices', [
        { head: 'Covered by', cell: (s) => sliceInWords(s) },
        { head: `Quantity, ${unit}`, number: true, cell: (s) => decimal(s.quantity) },
        { head: 'Plan units', number: true, cell: (s) => (s.planUnits === null ? '–' : decimal(s.planUnits)) },
      ], record.slices),
      record.payAsYouGo && table('Prices of the pay-as-you-go part', [
        { head: 'Pay-as-you-go', number: true, cell: (t) => quantity(t.quantity, unit) },
        { head: 'Unit price', number: true, cell: (t) => money(t.unitPrice, account.currency) },
      ], record.payAsYouGo.tiers))),
    section('Why', { hint: 'Plans in the order in which they were considered.' }, table('Plans considered', [
      { head: 'Plan', cell: (c) => [c.offering, h('span', { class: 'hint mono' }, c.plan)] },
      { head: 'Outcome', cell: (c) => badge(c.outcome, OUTCOME_TONES[c.outcome]) },
      { head: `Covered, ${unit}`, number: true, cell: (c) => decimal(c.quantity) },
      { head: 'Held before', number: true, cell: (c) => (c.remainingBefore === null ? '–' : decimal(c.remainingBefore)) },
      { head: 'After', number: true, cell: (c) => (c.remainingAfter === null ? '–' : decimal(c.remainingAfter)) },
      { head: 'Reason', cell: (c) => c.reason },
    ], record.explanation, { empty: 'The account has no plans.' })));
}

async function voidRecord(account, record, hour) {
  const done = await ask({
    title: `Void ${record.id}?`,
    intro: h('p', {}, 'All is as if it had never been there, but its id stays taken.'),
    submit: { label: 'Void', kind: 'danger' },
    onSubmit: () => send('DELETE', path`/v1/accounts/${account}/usage/${record.id}`),
  });
  if (done) {
    location.hash = hour;
  }
}
