/** What happens, as it happens: events of all accounts. */

import { path, query } from '../api.js';
import { directory, liveFeed, typeField } from '../events.js';
import { fill, h, put } from '../dom.js';
import { field } from '../forms.js';

/** Shows the page. */
export async function show(view, { signal, search }) {
  const names = directory(signal);
  await names.prepare();
  const type = typeField(search.type ?? '');
  const account = field({ name: 'account', label: 'Account', type: 'search', value: search.account ?? '', placeholder: 'Its id; left empty, all' });
  const place = h('div');
  let feed = new AbortController();

  function start() {
    feed.abort();
    feed = new AbortController();
    history.replaceState(null, '', query('#/feed', { type: type.read(), account: account.read() }));
    const mine = AbortSignal.any([signal, feed.signal]);
    const live = account.read() === ''
      ? liveFeed('/v1/events', names, mine, { cursor: (event) => event.cursor, type: type.read() })
      : liveFeed(path`/v1/accounts/${account.read()}/events`, names, mine, { cursor: (event) => event.sequence, type: type.read() });
    fill(place, live);
  }

  type.input.addEventListener('change', start);
  account.input.addEventListener('change', start);
  put(view,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Events'), h('p', { class: 'hint' }, 'Newest first, as they happen.'))),
    h('div', { class: 'panel' }, h('div', { class: 'filters' }, account.element, type.element), place));
  start();
}
