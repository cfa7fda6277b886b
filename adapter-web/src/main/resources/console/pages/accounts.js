/** All accounts. */

import { list } from '../api.js';
import { badge, h, section, table } from '../dom.js';
import { money } from '../format.js';
import { link } from '../routes.js';

const TONES = { active: 'good', overdue: 'warn', suspended: 'bad', released: '' };

/** Shows the page. */
export async function show(view, { signal }) {
  const accounts = await list('/v1/accounts', { signal });
  view.append(
    h('h1', {}, 'Accounts'),
    section('All accounts', {}, table('Accounts', [
      { head: 'Account', cell: (a) => h('a', { href: link`accounts/${a.id}` }, a.name) },
      { head: 'State', cell: (a) => badge(a.state, TONES[a.state]) },
      { head: 'Available', number: true, cell: (a) => money(a.available, a.currency) },
    ], accounts.rows)));
}
