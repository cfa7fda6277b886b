/** One account. */

import { get, path } from '../api.js';
import { h } from '../dom.js';

/** Shows the page. */
export async function show(view, { params, signal }) {
  const account = await get(path`/v1/accounts/${params.account}`, { signal });
  view.append(h('h1', {}, account.name));
}
