/** Events in words, and a list of them that goes on as they come. */

import { find, get, list, path, query } from './api.js';
import { badge, button, failure, fill, h, put } from './dom.js';
import { field } from './forms.js';
import { decimal, money, term, time, withTimes } from './format.js';
import { link } from './routes.js';
import { SWITCH_REASONS } from './words.js';

const FIRST = 50;
const KEPT = 500;
const WAIT_SECONDS = 20;
const AGAIN_MILLIS = 3000;

const TONES = {
  'account.overdue': 'warn', 'account.suspended': 'bad', 'account.release-warning': 'bad', 'account.released': 'bad', 'account.restored': 'good',
  'balance.low': 'warn', 'balance.topped-up': 'good',
  'plan.exhausted': 'warn', 'plan.expiring': 'warn', 'plan.expired': 'warn',
  'quota.low': 'warn', 'quota.exhausted': 'bad', 'runway.low': 'warn',
  'license.renewed': 'good', 'license.renewal-failed': 'bad', 'license.expiring': 'warn', 'license.expired': 'bad',
  'webhook.disabled': 'bad',
};

function days({ days: count }) {
  return `${count} day${count === '1' ? '' : 's'}`;
}

/** All types, each with what it tells: a function of its data and of what names money, plans and orders. */
const WORDS = {
  'account.created': (d) => ['was opened as ', d.name, ', in ', d.currency],
  'account.overdue': (d, { cash }) => ['is overdue: its balance is ', cash(d.balance)],
  'account.suspended': (d, { cash }) => ['is suspended with a balance of ', cash(d.balance), '; released on ', time(d.releaseAt), ' unless it pays'],
  'account.release-warning': (d, { cash }) => ['will be released on ', time(d.releaseAt), ' unless it pays ', cash(d.debt)],
  'account.released': (d, { cash }) => ['was released with a balance of ', cash(d.balance)],
  'account.restored': (d, { cash }) => ['is active again, with a balance of ', cash(d.balance)],
  'balance.low': (d, { cash }) => ['has ', cash(d.available), ' available, less than ', cash(d.threshold)],
  'balance.topped-up': (d, { cash }) => ['was topped up by ', cash(d.amount)],
  'plan.purchased': (d, { cash, plan }) => ['bought ', plan(d.plan), ` (${d.offering}) for `, cash(d.price), ', until ', time(d.expiresAt)],
  'plan.effective': (d, { plan }) => [plan(d.plan), ' took effect, until ', time(d.expiresAt)],
  'plan.exhausted': (d, { plan }) => [plan(d.plan), ' is used up'],
  'plan.expiring': (d, { plan }) => [plan(d.plan), ` expires in ${days(d)} with ${decimal(d.remaining)} left, on `, time(d.expiresAt)],
  'plan.expired': (d, { plan }) => [plan(d.plan), ` expired with ${decimal(d.remaining)} left`],
  'plan.refunded': (d, { cash, plan }) => [plan(d.plan), ' was refunded: ', cash(d.amount)],
  'plan.frozen': (d, { plan }) => [plan(d.plan), ' was frozen'],
  'plan.unfrozen': (d, { plan }) => [plan(d.plan), ' was unfrozen'],
  'plan.renewed': (d, { cash, plan }) => [plan(d.plan), ` was renewed for ${term(d.term)} at `, cash(d.price), ', until ', time(d.to)],
  'billing.switched': (d) => [`${d.meter} went from ${d.from} to ${d.to}: ${SWITCH_REASONS[d.reason] ?? d.reason}`],
  'quota.low': (d) => [`${decimal(d.remaining)} of ${decimal(d.armedTotal)} for ${d.meter} are left, at or below ${d.percent} %`],
  'quota.exhausted': (d) => [`nothing is left for ${d.meter}`],
  'runway.low': (d) => [`plans for ${d.meter} are expected to last until `, time(d.plansLastUntil), `, ${days(d)} or less`],
  'bill.issued': (d, { cash, account }) => ['was billed ', h('a', { href: link`accounts/${account}/bills/${d.bill}` }, cash(d.total)), ' for the hour from ', time(d.hour)],
  'license.purchased': (d, { cash, order }) => ['bought ', order(d.order), ` (${d.offering}) for ${term(d.term)} at `, cash(d.price), ', until ', time(d.expiresAt)],
  'license.bound': (d, { order, account }) => [order(d.order), ' was bound to ', h('a', { href: link`accounts/${account}/applications/${d.application}` }, d.application)],
  'license.renewed': (d, { cash, order }) => [order(d.order), ` was renewed ${d.by === 'auto' ? 'by itself ' : ''}for ${term(d.term)} at `, cash(d.price), ', until ', time(d.to)],
  'license.renewal-failed': (d, { order }) => [order(d.order), ' could not be renewed by itself: ', withTimes(d.detail), d.nextAttemptAt && [' Tried again on ', time(d.nextAttemptAt), '.']],
  'license.expiring': (d, { order }) => [order(d.order), ` expires in ${days(d)}, on `, time(d.expiresAt)],
  'license.expired': (d, { order }) => [order(d.order), ' expired'],
  'webhook.disabled': (d) => ['The webhook ', h('a', { href: '#/webhooks' }, d.webhook), ` was disabled: ${d.reason}${d.lastError ? ` (${d.lastError})` : ''}`],
};

/** Events whose words go on from the name of the account; others are of something that it has. */
const OWN = /^(account|balance|bill)\.|\.purchased$/;

/** What happened, in words with links to what it happened to. */
export function eventInWords(event, currency) {
  const base = event.account === null ? '#/' : link`accounts/${event.account}`;
  const names = {
    account: event.account,
    cash: (amount) => money(amount, currency),
    plan: (id) => h('a', { href: `${base}?plans` }, id),
    order: (id) => h('a', { href: link`renewals/${id}` }, id),
  };
  const words = WORDS[event.type];
  return words
    ? words(event.data, names)
    : Object.entries(event.data).map(([name, value]) => `${name} ${value}`).join(', ');
}

/** One event, as an item of a list; `account` tells its name and currency, or is null. */
export function eventItem(event, account) {
  return h('li', { class: 'event' },
    h('span', { class: 'when' }, time(event.at)),
    badge(event.type, TONES[event.type]),
    h('p', {},
      event.account !== null && [h('a', { href: link`accounts/${event.account}` }, account?.name ?? event.account), OWN.test(event.type) ? ' ' : ': '],
      eventInWords(event, account?.currency ?? '')));
}

/** Answers with name and currency of accounts; each is asked for once. */
export function directory(signal) {
  const known = new Map();
  const ask = (id) => {
    if (!known.has(id)) {
      const asked = find(path`/v1/accounts/${id}`, { signal });
      asked.catch(() => known.delete(id));
      known.set(id, asked);
    }
    return known.get(id);
  };
  return {
    of: (id) => (id === null ? null : ask(id)),
    /** Asks for all at once what would be asked for one by one. */
    async prepare() {
      const { rows } = await list('/v1/accounts', { signal });
      rows.forEach((account) => known.set(account.id, Promise.resolve(account)));
    },
    know: (account) => known.set(account.id, Promise.resolve(account)),
  };
}

/**
 * A list of events, newest first, that goes on as they come, until `signal` says that nobody looks any more.
 *
 * @param url of the feed
 * @param names of `directory`
 * @param options `type`: only such events, all if empty; `cursor`: an event's place in the feed
 */
export function liveFeed(url, names, signal, { type, cursor }) {
  const items = h('ol', { class: 'feed' });
  const state = h('span', { class: 'badge', role: 'status' }, 'Loading');
  const toggle = button('Pause', pause, { kind: 'small', 'aria-pressed': 'false' });
  const older = button('Show older', () => back().catch(trouble), { kind: 'small', hidden: true });
  const empty = h('p', { class: 'empty', hidden: true }, 'Nothing of that happened yet. What does is shown here at once.');
  const place = h('div', {}, h('div', { class: 'feed-head' }, state, toggle), items, empty, h('div', { class: 'more' }, older));
  let paused = false;
  let held = [];
  let before = null;

  function pause() {
    paused = !paused;
    toggle.textContent = paused ? 'Go on' : 'Pause';
    toggle.setAttribute('aria-pressed', String(paused));
    add(held.splice(0));
    tell();
  }

  function tell() {
    state.className = `badge ${paused ? 'warn' : 'good'}`;
    state.textContent = paused ? `Paused${held.length === 0 ? '' : `, ${held.length} new`}` : 'Live';
    empty.hidden = items.children.length > 0;
    older.hidden = before === null;
  }

  /** Adds what is new, oldest first, and forgets what nobody scrolls down to. */
  function add(rows) {
    if (paused) {
      held = [...held, ...rows].slice(-KEPT);
      return;
    }
    items.prepend(...rows.reverse());
    while (items.children.length > KEPT) {
      items.lastElementChild.remove();
    }
  }

  const made = (events) => Promise.all(events.map(async (event) => eventItem(event, await names.of(event.account))));

  /** Adds what was before, and answers with the newest of it. */
  async function back() {
    const page = await get(query(url, { type, order: 'newest', limit: FIRST, after: before }), { signal });
    const rows = await made(page.data);
    before = page.next;
    put(items, rows);
    tell();
    return page.data[0];
  }

  async function forth(last) {
    const page = await get(query(url, { type, after: last, wait: WAIT_SECONDS, limit: 200 }), { signal });
    const rows = await made(page.data);
    rows.forEach((row) => row.classList.add('fresh'));
    add(rows);
    tell();
    return page.data.length === 0 ? last : cursor(page.data.at(-1));
  }

  function trouble(problem) {
    if (problem.name === 'AbortError' || problem.status === 401) {
      return;
    }
    if (problem.unknown || problem.status === 429) {
      state.className = 'badge bad';
      state.textContent = 'No answer, trying again';
      return;
    }
    fill(place, failure(problem));
  }

  async function follow() {
    let last;
    while (!signal.aborted) {
      try {
        if (last === undefined) {
          const newest = await back();
          last = newest ? cursor(newest) : null;
        }
        last = await forth(last);
      } catch (problem) {
        trouble(problem);
        if (!problem.unknown && problem.status !== 429) {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
      }
    }
  }

  follow();
  return place;
}

/** A choice of one type of event, or all. */
export function typeField(value) {
  return field({ name: 'type', label: 'What happened', value, options: [['', 'Everything'], ...Object.keys(WORDS).map((one) => [one, one])] });
}
