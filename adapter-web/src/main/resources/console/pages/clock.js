/** The clock of a sandbox: sets it forward, and tells what happened on the way. */

import { get, query, send } from '../api.js';
import { directory, eventItem } from '../events.js';
import { button, facts, h, put, say, section } from '../dom.js';
import { form } from '../forms.js';
import { fromNow, time } from '../format.js';

const HOUR = 3_600_000;
const STEPS = [['1 hour', HOUR], ['1 day', 24 * HOUR], ['1 week', 7 * 24 * HOUR], ['30 days', 30 * 24 * HOUR]];
const MOST_JUMPS = 200;
const TOLD = 100;

/** What the clock was set forward for last: `{from, to, events, more}`. */
let last = null;

/** Shows the page. */
export async function show(view, { signal, refresh }) {
  const clock = await get('/v1/clock', { signal });
  const names = directory(signal);
  const items = last === null ? [] : await Promise.all(last.events.map(async (event) => eventItem(event, await names.of(event.account))));
  const now = new Date(clock.now);

  const by = (text, millis) => button(text, () => busy(() => set(clock, new Date(+now + millis).toISOString())), { 'aria-label': `${text} on` });
  const jump = button('Jump to the next thing that will happen', () => busy(() => jumpFrom(clock)), { kind: 'primary', disabled: clock.nextDueAt === null });
  const made = form({
    fields: [{ name: 'now', label: 'Set it to', type: 'datetime-local', required: true, hint: 'In your time zone. It only goes forward.' }],
    submit: { label: 'Set', kind: '' },
    onSubmit: ({ now: to }) => set(clock, new Date(to).toISOString()),
    onDone: refresh,
  });
  const summary = made.element.querySelector('.summary');

  async function busy(work) {
    summary.replaceChildren();
    const buttons = [...view.querySelectorAll('button')];
    buttons.forEach((one) => { one.disabled = true; });
    try {
      await work();
      refresh();
    } catch (problem) {
      buttons.forEach((one) => { one.disabled = false; });
      made.show(problem);
    }
  }

  put(view,
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, 'Clock'), h('p', { class: 'hint' }, 'This is a sandbox: its clock stands still until it is set, and all that falls due on the way is done then.'))),
    h('div', { class: 'columns' },
      section('Now', {},
        facts(
          ['It is', h('strong', {}, time(clock.now))],
          ['Next due', clock.nextDueAt === null ? 'nothing' : [time(clock.nextDueAt), ` (${fromNow(clock.nextDueAt, now)})`]]),
        h('div', { class: 'buttons start' }, jump)),
      section('Forward', {}, h('div', { class: 'actions' }, STEPS.map(([text, millis]) => by(text, millis))), made.element)),
    ...(last === null ? [] : [section('What happened', {},
      h('p', { class: 'soft' }, 'From ', time(last.from), ' to ', time(last.to), '.'),
      items.length === 0
        ? h('p', { class: 'empty' }, 'Nothing that anybody has to hear of.')
        : h('ol', { class: 'feed' }, items),
      last.more && h('p', { class: 'hint' }, `These are the first ${TOLD}. `, h('a', { href: '#/feed' }, 'All events')))]));
}

/** Sets the clock, and keeps what happened. */
async function set(clock, to) {
  const [newest] = (await get('/v1/events?order=newest&limit=1')).data;
  const reached = await send('PUT', '/v1/clock', { now: to });
  const told = await get(query('/v1/events', { after: newest?.cursor, limit: TOLD }));
  last = { from: clock.now, to: reached.now, events: told.data, more: told.next !== null };
  say('The clock is set.');
  return reached;
}

/** Goes from one due instant to the next until there is something to tell of. */
async function jumpFrom(clock) {
  let at = clock;
  for (let jumps = 0; jumps < MOST_JUMPS && at.nextDueAt !== null; jumps += 1) {
    at = await set(at, at.nextDueAt);
    if (last.events.length > 0) {
      break;
    }
  }
  last.from = clock.now;
}
