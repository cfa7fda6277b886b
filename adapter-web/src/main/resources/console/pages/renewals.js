/** Resource renewal: finds license orders, those that expire first before others. */

import { query } from '../api.js';
import { fill, h, put, slot } from '../dom.js';
import { field } from '../forms.js';
import { orderTable, ordersOf } from '../licenses.js';

const DAY = 86_400_000;
const SHOWN = 100;
const WITHIN = [['', 'Any time'], ['7', 'Within 7 days'], ['30', 'Within 30 days'], ['90', 'Within 90 days']];

/** Shows the page. */
export async function show(view, context) {
  const { signal, now, search, all } = context;
  const fields = [
    field({ name: 'instanceId', label: 'Instance ID', type: 'search', value: search.instanceId ?? '', placeholder: 'The whole of it' }),
    ...(all ? [field({ name: 'account', label: 'Account', value: search.account ?? '' })] : []),
    field({ name: 'application', label: 'Application', value: search.application ?? '' }),
    field({ name: 'within', label: 'Expires', options: WITHIN, value: search.within ?? '' }),
  ];
  const counted = h('p', { class: 'hint', role: 'status' });
  const given = () => Object.fromEntries(fields.map((f) => [f.name, f.read()]).filter(([, value]) => value !== ''));
  const place = slot(6, async () => {
    const { within, ...parameters } = given();
    history.replaceState(null, '', query('#/renewals', given()));
    if (within) {
      parameters.expiringFrom = now.toISOString();
      parameters.expiringBefore = new Date(+now + within * DAY).toISOString();
    }
    const { rows, more } = await ordersOf(parameters, signal);
    const sorted = rows.sort((a, b) => rank(a, b));
    fill(counted, `${rows.length}${more ? ' and more' : ''} license order${rows.length === 1 ? '' : 's'}${rows.length > SHOWN ? `, the first ${SHOWN} shown` : ''}`);
    return orderTable(sorted.slice(0, SHOWN), context, Object.keys(given()).length === 0
      ? 'There are no license orders yet.'
      : 'No license order is like that. An instance ID is searched as a whole.');
  });
  fields.forEach((f) => f.input.addEventListener('change', () => place.reload()));
  put(view,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Resource renewal'), counted)),
    h('div', { class: 'panel' },
      h('form', { class: 'filters', role: 'search', onsubmit: (event) => {
        event.preventDefault();
        place.reload();
      } }, fields.map((f) => f.element), h('button', { type: 'submit', class: 'primary' }, 'Search')),
      place));
}

/** What expires next comes first, and what expired long ago last. */
function rank(a, b) {
  if (a.status !== b.status) {
    return a.status === 'active' ? -1 : 1;
  }
  const later = Date.parse(a.expiresAt) - Date.parse(b.expiresAt);
  return a.status === 'active' ? later : -later;
}
