/** The usage records that count in one hour, each with its slices. */

import { get, list, path, query } from '../api.js';
import { badge, facts, h, put, section, table } from '../dom.js';
import { decimal, money, quantity, time, timeText } from '../format.js';
import { link } from '../routes.js';
import { meters } from '../account-frame.js';
import { sliceInWords } from '../words.js';

const HOUR = 3_600_000;
const MOST = 500;

/** Shows the page. */
export async function show(view, { params, search, signal }) {
  const { account: id, hour } = params;
  const span = { meter: search.meter, from: hour, to: new Date(+new Date(hour) + HOUR).toISOString() };
  const base = path`/v1/accounts/${id}`;
  const [account, usage, records, known] = await Promise.all([
    get(base, { signal }),
    get(query(`${base}/usage`, { ...span, by: 'hour' }), { signal }),
    list(query(`${base}/usage-records`, span), { max: MOST, signal }),
    meters(signal),
  ]);
  const unit = (meter) => known[meter]?.unit ?? '';
  put(view,
    h('p', { class: 'crumbs' },
      h('a', { href: link`accounts/${id}` }, id), ' / ',
      h('a', { href: link`accounts/${id}/money` }, 'Bills'), ' / hour'),
    h('h1', {}, 'Hour from ', timeText(hour)),
    section('In sum', {}, usage.data.map((row) => facts(
      ['Meter', row.meter],
      ['Quantity', quantity(row.quantity, unit(row.meter))],
      ['By plans', quantity(row.byPlans, unit(row.meter))],
      ['Pay-as-you-go', [quantity(row.payAsYouGo, unit(row.meter)), ' for ', money(row.amount, account.currency)]],
      ['State', row.final ? badge('billed', 'good') : badge('open: records may still come', 'note')]))),
    section('Records', { hint: 'In the order in which they are deducted. Open one to see why.' },
      table('Records', [
        { head: 'Record', cell: (r) => h('a', { href: link`accounts/${id}/records/${r.id}` }, r.id) },
        { head: 'Occurred', cell: (r) => [time(r.occurredAt), r.late && [' ', badge('late', 'warn')]] },
        { head: 'Quantity', number: true, cell: (r) => quantity(r.quantity, unit(r.meter)) },
        { head: 'Slices', cell: (r) => h('ul', { class: 'plain' }, r.slices.map((slice) =>
          h('li', {}, `${decimal(slice.quantity)} ${sliceInWords(slice)}`))) },
      ], records.rows, { empty: 'No records in this hour.' }),
      records.more && h('p', { class: 'hint' }, `These are the first ${MOST}; the API has them all.`)));
}
