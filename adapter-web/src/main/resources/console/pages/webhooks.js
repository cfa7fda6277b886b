/** Webhooks: endpoints that are told of events, and how deliveries to them stand. */

import { Problem, find, list, path, send } from '../api.js';
import { showOnce } from '../copying.js';
import { badge, button, h, put, say, slot, table } from '../dom.js';
import { ask } from '../forms.js';
import { time } from '../format.js';

const TONES = { active: 'good', failing: 'warn', disabled: 'bad' };
const AGAIN_MILLIS = 3000;

/** Shows the page. */
export async function show(view, { signal }) {
  let shown = '';
  const place = slot(5, async () => {
    const { rows } = await list('/v1/webhooks', { signal });
    shown = JSON.stringify(rows);
    return webhookTable(rows, () => place.reload());
  });
  const create = async () => {
    if (await edit(null)) {
      place.reload();
    }
  };
  put(view,
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, 'Webhooks'), h('p', { class: 'hint' }, 'Each is told of events in order, at least once. What cannot be delivered is tried again for three days, by the time of day, in a sandbox too.')),
      h('div', { class: 'actions' }, button('New webhook', create, { kind: 'primary' }))),
    h('div', { class: 'panel' }, place));
  watch(signal, () => shown, () => place.reload());
}

/** Looks again from time to time, and tells where something is not as it is shown. */
async function watch(signal, shown, changed) {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
    try {
      if (!signal.aborted && shown() !== '' && JSON.stringify((await list('/v1/webhooks', { signal })).rows) !== shown()) {
        changed();
      }
    } catch (problem) {
      if (problem.name === 'AbortError' || problem.status === 401) {
        return;
      }
    }
  }
}

function webhookTable(webhooks, reload) {
  return table('Webhooks', [
    { head: 'Webhook', cell: (w) => [w.id, h('span', { class: 'hint' }, w.url)] },
    { head: 'Told of', cell: (w) => (w.types.includes('*') ? 'everything' : w.types.map((type) => h('span', { class: 'line' }, type))) },
    { head: 'Status', cell: (w) => [badge(w.status, TONES[w.status]), w.disabledReason && h('span', { class: 'hint' }, w.disabledReason)] },
    { head: 'Waiting', number: true, cell: (w) => (w.pending === 1000 ? '1000 or more' : w.pending) },
    { head: 'Last error', cell: (w) => (w.failures === 0 && w.lastError === null ? '–' : [
      w.lastError ?? '–',
      w.failures > 0 && h('span', { class: 'hint' }, `failed ${w.failures === 1 ? 'once' : `${w.failures} times`} in a row`),
      w.nextAttemptAt && h('span', { class: 'hint' }, 'tried again on ', time(w.nextAttemptAt))]) },
    { head: h('span', { class: 'unseen' }, 'What can be done'), cell: (w) => h('div', { class: 'actions' },
      [['Change', edit], ['Replay', replay], ['Delete', remove]].map(([text, act]) => button(text, async () => {
        if (await act(w)) {
          reload();
        }
      }, { kind: 'small', 'aria-label': `${text} ${w.id}` }))) },
  ], webhooks, { empty: 'Nobody is told of events yet.' });
}

/** Makes a webhook, or changes the one that is given. */
async function edit(webhook) {
  const done = await ask({
    title: webhook === null ? 'New webhook' : `Change ${webhook.id}`,
    fields: [
      ...(webhook === null ? [{ name: 'id', label: 'Id', required: true, hint: '1 to 64 of A–Z, a–z, 0–9, “.”, “_” and “-”. It never changes.' }] : []),
      { name: 'url', label: 'URL', type: 'url', value: webhook?.url, required: true, placeholder: 'https://example.com/planstack' },
      { name: 'types', label: 'Types of events', value: webhook?.types.join(', ') ?? '*', required: true, hint: '* is every type; else types with commas between them, such as bill.issued, plan.exhausted.' },
      { name: 'secret', label: 'Secret', hint: webhook === null
        ? 'whsec_ and Base64. Left empty, one is made.'
        : 'Left empty, it stays. Another one: both sign for 24 hours.' },
    ],
    submit: { label: 'Save' },
    onSubmit: async ({ id, url, types, secret }) => {
      const at = path`/v1/webhooks/${webhook?.id ?? id}`;
      if (webhook === null && await find(at)) {
        throw new Problem(422, { detail: 'There is such a webhook already.', errors: [{ pointer: '/id', detail: 'is taken' }] });
      }
      return send('PUT', at, { url, types: types.split(',').map((type) => type.trim()).filter(Boolean), ...(secret && { secret }) });
    },
  });
  if (done?.secret) {
    await showOnce({ title: `Secret of ${done.id}`, label: 'Secret', secret: done.secret, hint: 'The receiver verifies messages with it. It is shown this once.' });
  } else if (done) {
    say('Saved.');
  }
  return done;
}

async function replay(webhook) {
  const done = await ask({
    title: `Tell ${webhook.id} again`,
    intro: h('p', {}, 'It is told again of all from there on, with the ids that messages had, and works again if it was disabled.'),
    fields: [{ name: 'from', label: 'From', value: webhook.cursor, required: true,
      hint: 'An instant, such as 2026-01-31T12:00:00Z, or a place in the feed: this is the one up to which all was delivered.' }],
    submit: { label: 'Tell again' },
    onSubmit: ({ from }) => send('POST', path`/v1/webhooks/${webhook.id}/replays`, { from }),
  });
  if (done) {
    say('It is told again.');
  }
  return done;
}

async function remove(webhook) {
  const done = await ask({
    title: `Delete ${webhook.id}?`,
    intro: h('p', {}, 'Nothing more is sent there. A message that is on its way may still arrive.'),
    submit: { label: 'Delete', kind: 'danger' },
    onSubmit: () => send('DELETE', path`/v1/webhooks/${webhook.id}`),
  });
  if (done) {
    say('Deleted.');
  }
  return done;
}
