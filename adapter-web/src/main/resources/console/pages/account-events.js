/** What happens to one account, as it happens. */

import { path } from '../api.js';
import { accountFrame } from '../account-frame.js';
import { fill, h } from '../dom.js';
import { directory, liveFeed, typeField } from '../events.js';

/** Shows the page. */
export async function show(view, context) {
  const account = await accountFrame(view, context, 'events');
  const names = directory(context.signal);
  names.know(account);
  const type = typeField(context.search.type ?? '');
  const place = h('div');
  let feed = new AbortController();

  function start() {
    feed.abort();
    feed = new AbortController();
    fill(place, liveFeed(path`/v1/accounts/${account.id}/events`, names, AbortSignal.any([context.signal, feed.signal]),
      { cursor: (event) => event.sequence, type: type.read() }));
  }

  type.input.addEventListener('change', start);
  view.append(h('div', { class: 'panel' }, h('div', { class: 'filters' }, type.element), place));
  start();
}
