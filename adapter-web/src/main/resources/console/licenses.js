/** Licenses: what covers an application and until when, and the dialogs that buy, bind and renew. */

import { Problem, find, list, path, send } from './api.js';
import { timeline } from './charts.js';
import { badge, button, h, say, table } from './dom.js';
import { ask } from './forms.js';
import { dayText, fromNow, money, shortDay, term, time, timeText } from './format.js';
import { link } from './routes.js';

const DAY = 86_400_000;
const MODES = [['auto', 'Renew it by itself'], ['manual', 'Somebody renews it'], ['none', 'Do not renew it']];

/** `player (professional), short-video (standard)`. */
export function sdksInWords(sdks) {
  return sdks.map((one) => `${one.sdk} (${one.edition})`).join(', ');
}

/** What an order is known by. */
export function orderName(order) {
  return order.instanceId ?? order.id;
}

/** What happens to an order by itself. */
export function renewalInWords({ mode, term: length, nextAttemptAt }) {
  if (mode === 'auto') {
    return [`by itself, for ${term(length)}`, nextAttemptAt && h('span', { class: 'hint' }, 'tried on ', time(nextAttemptAt))];
  }
  return mode === 'none' ? 'not wanted' : 'by hand';
}

/** `[[term, price]]` of an offering in a currency, shortest first as the offering has them. */
export function pricesOf(offering, currency) {
  return Object.entries(offering?.prices ?? {})
    .filter(([, prices]) => prices[currency] !== undefined)
    .map(([length, prices]) => [length, prices[currency]])
    .sort(([a], [b]) => months(a) - months(b));
}

function months(length) {
  const [, count, unit] = /^P(\d+)([YMWD])$/.exec(length) ?? [];
  return unit === undefined ? Infinity : count * { Y: 12, M: 1, W: 7 / 30, D: 1 / 30 }[unit];
}

/** Orders that can be found with these parameters, all of them up to a bound. */
export function ordersOf(parameters, signal) {
  return list(`/v1/license-orders?${new URLSearchParams(parameters)}`, { signal });
}

/* Coverage */

/** How the coverage of an SDK stands: `{tone, words}`. */
export function coverageInWords({ coveredUntil, gaps }, now) {
  if (gaps.length > 0) {
    return { tone: 'bad', words: `gap from ${shortDay(gaps[0].start)} to ${dayText(gaps[0].end)}` };
  }
  if (coveredUntil === null) {
    return { tone: 'warn', words: 'not covered yet' };
  }
  if (new Date(coveredUntil) <= now) {
    return { tone: 'bad', words: `not covered since ${dayText(coveredUntil)}` };
  }
  return { tone: new Date(coveredUntil) - now < 30 * DAY ? 'warn' : 'good', words: `covered until ${dayText(coveredUntil)}` };
}

/**
 * Draws coverage over time, gaps in red.
 *
 * @param rows `[{name, coverage}]`, one for each SDK
 */
export function coverageChart(rows, now) {
  const pieces = rows.map((row) => ({ ...row, spans: spans(row.coverage, now) }));
  const all = pieces.flatMap((row) => row.spans);
  const from = new Date(Math.max(Math.min(+now, ...all.map((s) => Date.parse(s.start))), now - 120 * DAY) - 5 * DAY);
  const to = new Date(Math.min(Math.max(+now + 30 * DAY, ...all.map((s) => Date.parse(s.end))), +now + 800 * DAY) + 15 * DAY);
  const words = (s) => `${s.covered ? 'covered' : 'not covered'} from ${timeText(s.start)} to ${timeText(s.end)}`;
  return timeline({
    label: 'Coverage over time',
    legend: [['plans', 'covered'], ['gap', 'not covered']],
    from,
    to,
    marks: [{ at: now, text: 'now', kind: '' }],
    rows: pieces.map((row) => ({
      name: row.name,
      note: coverageInWords(row.coverage, now).words,
      bars: row.spans.filter((s) => new Date(s.end) > from && new Date(s.start) < to).map((s) => ({
        from: s.start,
        to: s.end,
        share: s.covered ? 1 : 0,
        kind: 'plans',
        held: s.covered ? 'plans' : 'gap',
        text: `${row.name}: ${words(s)}`,
      })),
    })),
    table: table('Coverage over time', [
      { head: 'SDK', cell: (r) => r.name },
      { head: 'Coverage', cell: (r) => (r.covered ? badge('covered', 'good') : badge('not covered', 'bad')) },
      { head: 'From', cell: (r) => time(r.start) },
      { head: 'To', cell: (r) => time(r.end) },
    ], pieces.flatMap((row) => row.spans.map((s) => ({ name: row.name, ...s })))),
  });
}

function spans({ intervals, gaps }, now) {
  const last = intervals.at(-1);
  const over = last && new Date(last.end) < now ? [{ start: last.end, end: now.toISOString(), covered: false }] : [];
  const between = gaps.map((gap) => ({ ...gap, covered: false }));
  return [...intervals.map((interval) => ({ ...interval, covered: true })), ...between, ...over]
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

/* Orders */

/**
 * A table of orders with what can be done.
 *
 * @param context of the page; `applications` of the account, where binding is offered
 */
export function orderTable(orders, { now, admin, refresh, all, applications = null, account = null }, empty) {
  return table('License orders', [
    { head: 'Order', cell: (o) => [h('a', { href: link`renewals/${o.id}` }, orderName(o)),
      h('span', { class: 'hint' }, sdksInWords(o.sdks)),
      o.instanceId === null && h('span', { class: 'hint' }, 'without instance ID')] },
    account === null && all && { head: 'Account', cell: (o) => h('a', { href: link`accounts/${o.account}/licenses` }, o.account) },
    { head: 'Application', cell: (o) => (o.application === null
      ? badge('not bound', 'warn')
      : h('a', { href: link`accounts/${o.account}/applications/${o.application}` }, o.application)) },
    { head: 'Expires', cell: (o) => [time(o.expiresAt), h('span', { class: 'hint' }, fromNow(o.expiresAt, now))] },
    { head: 'Status', cell: (o) => orderBadge(o, now) },
    { head: 'Renewal', cell: (o) => renewalInWords(o.autoRenewal) },
    { head: h('span', { class: 'unseen' }, 'What can be done'), cell: (o) => h('div', { class: 'actions' },
      admin && applications !== null && o.application === null && button('Bind', () => bindOrder(o, applications, refresh),
        { kind: 'small', 'aria-label': `Bind ${o.id}` }),
      admin && account !== null && button('Auto-renewal', () => setAutoRenewal(o, account, refresh),
        { kind: 'small', 'aria-label': `Auto-renewal of ${o.id}` }),
      h('a', { class: 'button small', href: link`renewals/${o.id}`, 'aria-label': `Renew ${o.id}` }, 'Renew')) },
  ].filter(Boolean), orders, { empty });
}

/** How an order stands. */
export function orderBadge(order, now) {
  if (order.status === 'expired') {
    return badge('expired', 'bad');
  }
  return new Date(order.expiresAt) - now < 30 * DAY && order.autoRenewal.mode !== 'auto'
    ? badge('expires soon', 'warn')
    : badge('active', 'good');
}

/* Dialogs */

/** Buys licenses for an account; those that hold `sdks` come first. Answers with the order, or null. */
export async function buyLicenses(account, { applications, application = null, sdks = [], title = `Buy licenses for ${account.name}`, bindNow = true }) {
  const offerings = await sold(account.currency);
  if (offerings.length === 0) {
    say(`There are no licenses with a price in ${account.currency}.`);
    return null;
  }
  const holds = (offering) => sdks.filter((s) => offering.sdks.some((one) => one.sdk === s.sdk && one.edition === s.edition)).length;
  const choices = offerings
    .sort((a, b) => holds(b) - holds(a))
    .flatMap((o) => pricesOf(o, account.currency).map(([length, price]) =>
      [`${o.id} ${length}`, `${o.name} – ${term(length)} – ${money(price, account.currency)}`]));
  const done = await ask({
    title,
    intro: h('p', { class: 'soft' }, 'Available: ', money(account.available, account.currency)),
    fields: [
      { name: 'offering', label: 'Licenses', value: choices[0][0], options: choices },
      ...(bindNow ? [{ name: 'application', label: 'For the application', value: application ?? '',
        options: [['', 'None yet'], ...applications.map((app) => [app.id, app.name])],
        hint: 'Once bound, an order stays with its application.' }] : []),
      { name: 'auto', label: 'Renew it by itself (recommended)', type: 'checkbox', value: true,
        hint: 'Tried from 9 days before it expires, paid from the balance.' },
    ],
    submit: { label: 'Buy' },
    onSubmit: ({ offering, application: app, auto }, key) => {
      const [id, length] = offering.split(' ');
      return send('POST', path`/v1/accounts/${account.id}/license-orders`, {
        offering: id,
        term: length,
        application: app || null,
        ...(auto && { autoRenewal: { mode: 'auto', term: length } }),
      }, { key });
    },
  });
  if (done) {
    say(`Bought: ${done.id}, which lasts until ${dayText(done.expiresAt)}.`);
  }
  return done;
}

async function sold(currency) {
  const { rows } = await list('/v1/license-offerings', { max: 10_000 });
  return rows.filter((o) => !o.withdrawn && pricesOf(o, currency).length > 0);
}

/** Binds an order to one of the applications. */
export async function bindOrder(order, applications, refresh) {
  if (applications.length === 0) {
    say('The account has no applications yet.');
    return;
  }
  const done = await ask({
    title: `Bind ${order.id}`,
    intro: h('p', {}, 'It covers the application from now until it expires, and stays with it for good.'),
    fields: [{ name: 'application', label: 'Application', options: applications.map((app) => [app.id, app.name]), value: applications[0].id }],
    submit: { label: 'Bind' },
    onSubmit: ({ application }) => send('PUT', path`/v1/license-orders/${order.id}/application`, { application }),
  });
  if (done) {
    say(`Bound to ${done.application}.`);
    refresh();
  }
}

/** Says how an order is renewed by itself. */
export async function setAutoRenewal(order, account, refresh) {
  const offering = order.offering === null ? null : await find(path`/v1/license-offerings/${order.offering}`);
  const prices = pricesOf(offering, account.currency);
  const done = await ask({
    title: `Auto-renewal of ${order.id}`,
    intro: h('p', {}, 'Tried 9 days before it expires at 08:00, then daily until it succeeds or the order expires.'),
    fields: [
      { name: 'mode', label: 'When it is about to expire', value: order.autoRenewal.mode, options: MODES },
      ...(prices.length > 0 ? [{ name: 'term', label: 'Each time for', value: order.autoRenewal.term ?? order.term ?? prices[0][0],
        options: prices.map(([length, price]) => [length, `${term(length)} – ${money(price, account.currency)}`]),
        hint: 'Only where it is renewed by itself.' }] : []),
    ],
    submit: { label: 'Save' },
    onSubmit: ({ mode, term: length }) => send('PUT', path`/v1/license-orders/${order.id}/auto-renewal`,
      mode === 'auto' && length ? { mode, term: length } : { mode }),
  });
  if (done) {
    say('Saved.');
    refresh();
  }
}

const IDENTITIES = [['packageName', 'Android package name'], ['bundleId', 'iOS bundle ID'], ['domain', 'Web domain']];

/** What an application is known by on each platform: `[[label, value]]`. */
export function identities(application) {
  return IDENTITIES.filter(([name]) => application[name] !== null).map(([name, label]) => [label, application[name]]);
}

/** Makes an application, or changes the one that is given. Answers with it, or null. */
export async function editApplication(account, application = null) {
  return ask({
    title: application === null ? `New application of ${account.name}` : `Change ${application.name}`,
    intro: h('p', { class: 'soft' }, 'It is known by at least one of package name, bundle ID and domain.'),
    fields: [
      ...(application === null ? [{ name: 'id', label: 'Id', required: true, hint: '1 to 64 of A–Z, a–z, 0–9, “.”, “_” and “-”. It never changes.' }] : []),
      { name: 'name', label: 'Name', value: application?.name, required: true },
      ...IDENTITIES.map(([name, label]) => ({ name, label, value: application?.[name] })),
    ],
    submit: { label: 'Save' },
    onSubmit: async ({ id, name, ...given }) => {
      const url = path`/v1/accounts/${account.id}/applications/${application?.id ?? id}`;
      if (application === null && await find(url)) {
        throw new Problem(422, { detail: 'There is such an application already.', errors: [{ pointer: '/id', detail: 'is taken' }] });
      }
      return send('PUT', url, { name, ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value || null])) });
    },
  });
}
