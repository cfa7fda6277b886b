/** API keys: who may ask, and for what. */

import { list, path, send } from '../api.js';
import { showOnce } from '../copying.js';
import { badge, button, h, put, say, slot, table } from '../dom.js';
import { ask } from '../forms.js';
import { time } from '../format.js';
import { link } from '../routes.js';

const SCOPES = [['read', 'read: reading'], ['ingest', 'ingest: sending usage, asking for access'], ['read,ingest', 'read and ingest'], ['admin', 'admin: everything']];

/** Shows the page. */
export async function show(view, { signal }) {
  const place = slot(5, async () => {
    const { rows, more } = await list('/v1/api-keys', { signal });
    return [
      table('API keys', [
        { head: 'Name', cell: (k) => [k.name, h('span', { class: 'hint mono' }, k.id)] },
        { head: 'May', cell: (k) => k.scopes.map((scope) => [badge(scope, scope === 'admin' ? 'warn' : ''), ' ']) },
        { head: 'For', cell: (k) => (k.account === null ? 'all accounts' : h('a', { href: link`accounts/${k.account}` }, k.account)) },
        { head: 'Made', cell: (k) => time(k.createdAt) },
        { head: h('span', { class: 'unseen' }, 'What can be done'), cell: (k) => h('div', { class: 'actions' },
          button('Revoke', () => revoke(k, () => place.reload()), { kind: 'small danger', 'aria-label': `Revoke ${k.name} ${k.id}` })) },
      ], rows, { empty: 'There are no keys but the operator’s own.' }),
      more && h('p', { class: 'hint' }, 'These are the first ones; the API has them all.'),
    ];
  });
  put(view,
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, 'API keys'), h('p', { class: 'hint' }, 'The operator’s own key is not among them. A key is not changed: make another, then revoke the old one.')),
      h('div', { class: 'actions' }, button('New key', () => create(() => place.reload()), { kind: 'primary' }))),
    h('div', { class: 'panel' }, place));
}

async function create(reload) {
  const done = await ask({
    title: 'New API key',
    fields: [
      { name: 'name', label: 'Name', required: true, hint: 'What it is for.' },
      { name: 'scopes', label: 'What it may do', value: 'read', options: SCOPES },
      { name: 'account', label: 'For one account only', hint: 'Its id. Left empty: for all.' },
    ],
    submit: { label: 'Make' },
    onSubmit: ({ name, scopes, account }) => send('POST', '/v1/api-keys', { name, scopes: scopes.split(','), account: account || null }),
  });
  if (done) {
    reload();
    await showOnce({ title: `Key “${done.name}”`, label: 'API key', secret: done.secret, hint: 'Keep it now. It is shown this once; the service keeps only a hash of it.' });
  }
}

async function revoke(key, reload) {
  const done = await ask({
    title: `Revoke ${key.name}?`,
    intro: h('p', {}, 'Once this is done no request with it is, not even one that is waiting for events.'),
    submit: { label: 'Revoke', kind: 'danger' },
    onSubmit: () => send('DELETE', path`/v1/api-keys/${key.id}`),
  });
  if (done) {
    say('Revoked.');
    reload();
  }
}
