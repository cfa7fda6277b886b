/** One license order: renewing it (method 1), or, where that is not possible, putting another in its place (method 2). */

import { find, get, list, path, query, send } from '../api.js';
import { badge, button, choice, facts, failure, fill, h, put, say, section, skeleton, slot, table } from '../dom.js';
import { form } from '../forms.js';
import { dayText, fromNow, money, term, time, withTimes } from '../format.js';
import { bindOrder, buyLicenses, coverageChart, orderBadge, orderName, ordersOf, pricesOf, renewalInWords, setAutoRenewal } from '../licenses.js';
import { link } from '../routes.js';

/** Shows the page. */
export async function show(view, context) {
  const { params, signal, now, admin, refresh } = context;
  const order = await get(path`/v1/license-orders/${params.order}`, { signal });
  const [account, offering, applications] = await Promise.all([
    get(path`/v1/accounts/${order.account}`, { signal }),
    order.offering === null ? null : find(path`/v1/license-offerings/${order.offering}`, { signal }),
    list(path`/v1/accounts/${order.account}/applications`, { signal }),
  ]);
  const prices = pricesOf(offering, account.currency);
  const first = prices.find(([length]) => length === order.term)?.[0] ?? prices[0]?.[0] ?? order.term ?? 'P1Y';
  const given = { order, account, offering, applications: applications.rows, prices };
  const quote = await quoted(order, first, signal);
  put(view,
    h('div', { class: 'page-head' },
      h('div', {},
        h('p', { class: 'crumbs' }, h('a', { href: '#/renewals' }, 'Resource renewal'), ' / ', h('span', { class: 'mono' }, order.id)),
        h('h1', {}, orderName(order), ' ', orderBadge(order, now), order.instanceId === null && [' ', badge('no instance ID')])),
      admin && h('div', { class: 'actions' },
        order.application === null && button('Bind', () => bindOrder(order, applications.rows, refresh)),
        button('Auto-renewal', () => setAutoRenewal(order, account, refresh)))),
    h('div', { class: 'columns' },
      configuration(given, quote.renewable, now),
      quote.renewable || quote.problem ? renewSection(given, first, quote, context) : replaceSection(given, quote, context)),
    !quote.renewable && !quote.problem && order.application !== null && coverageSection(given, context),
    section('Renewals so far', {}, table('Renewals so far', [
      { head: 'When', cell: (r) => [time(r.at), h('span', { class: 'hint' }, r.by === 'auto' ? 'by itself' : 'by hand')] },
      { head: 'For', cell: (r) => term(r.term) },
      { head: 'From', cell: (r) => time(r.from) },
      { head: 'To', cell: (r) => time(r.to) },
      { head: 'Paid', number: true, cell: (r) => money(r.amount, account.currency) },
    ], order.renewals, { empty: 'Not renewed yet.' })));
}

/** The quote for a term, or `{problem}` where the term cannot be quoted. */
async function quoted(order, length, signal) {
  try {
    return await get(query(path`/v1/license-orders/${order.id}/renewal-quote`, { term: length }), { signal });
  } catch (problem) {
    if (problem.status !== 422) {
      throw problem;
    }
    return { renewable: false, problem };
  }
}

function configuration({ order, offering, applications }, renewable, now) {
  const application = applications.find((app) => app.id === order.application);
  const [title, hint] = renewable ? ['What is renewed', 'The order as a whole. Nothing else of it changes.'] : ['The order', null];
  return section(title, { hint }, facts(
    ['Instance ID', order.instanceId === null ? badge('none', 'warn') : h('span', { class: 'mono' }, order.instanceId)],
    ['SDKs', order.sdks.map((one) => h('span', { class: 'line' }, one.sdk, ' ', badge(one.edition)))],
    ['Bought as', order.offering === null ? 'taken over from elsewhere' : [offering?.name ?? order.offering, offering?.withdrawn && [' ', badge('withdrawn', 'warn')]]],
    ['Account', h('a', { href: link`accounts/${order.account}` }, order.account)],
    ['Application', application === undefined
      ? badge('not bound', 'warn')
      : h('a', { href: link`accounts/${order.account}/applications/${application.id}` }, application.name)],
    ['Since', time(order.startsAt)],
    [order.status === 'expired' ? 'Expired' : 'Expires', [time(order.expiresAt), ` (${fromNow(order.expiresAt, now)})`]],
    ['Auto-renewal', renewalInWords(order.autoRenewal)]));
}

/* Method 1 */

function renewSection({ order, account, prices }, first, firstQuote, { admin, now, signal, refresh }) {
  let quote = firstQuote;
  let length = first;
  const place = h('div', { class: 'aside quote', 'aria-live': 'polite' });
  const recommended = order.autoRenewal.mode !== 'none';

  function tell() {
    fill(place, quote.problem ? failure(quote.problem) : facts(
      ['Price', h('strong', {}, money(quote.amount, quote.currency))],
      ['Expires then', [h('strong', {}, time(quote.newExpiresAt)), ` (${fromNow(quote.newExpiresAt, now)})`]],
      ['Instead of', time(quote.currentExpiresAt)],
      ['Available', money(account.available, account.currency)]));
    made.go.disabled = Boolean(quote.problem) || !admin;
  }

  async function choose(value) {
    if (value === length) {
      return;
    }
    length = value;
    made.go.disabled = true;
    fill(place, skeleton(3));
    try {
      const next = await quoted(order, value, signal);
      if (value === length) {
        quote = next;
        tell();
      }
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        fill(place, failure(problem));
      }
    }
  }

  const made = form({
    before: [
      h('h3', {}, 'For how long'),
      choice('For how long', prices.map(([value, price]) => [value, `${term(value)} – ${money(price, account.currency)}`]), first, choose),
      place,
    ],
    fields: [{ name: 'autoRenewal', label: 'Renew it by itself from then on, for the same time (recommended)', type: 'checkbox', value: recommended,
      hint: 'Tried from 9 days before it expires, paid from the balance. What fails is told of.' }],
    submit: { label: 'Renew' },
    onSubmit: ({ autoRenewal }, key) => send('POST', path`/v1/license-orders/${order.id}/renewals`, {
      term: length,
      currentExpiresAt: quote.currentExpiresAt,
      ...(autoRenewal ? { autoRenewal: 'auto' } : order.autoRenewal.mode === 'auto' ? { autoRenewal: 'manual' } : {}),
    }, { key: `${key}-${length}` }),
    wayOut: (problem) => {
      if (problem.type === 'expiry-changed') {
        return h('p', {}, button('Look again', refresh, { kind: 'small' }));
      }
      return ['insufficient-balance', 'account-overdue'].includes(problem.type)
        && h('p', {}, h('a', { href: link`accounts/${order.account}` }, `To ${account.name}, to top up`));
    },
    onDone: (done) => {
      say(`Renewed until ${dayText(done.expiresAt)}.`);
      refresh();
    },
  });
  tell();
  return section('Renew', { hint: admin ? null : 'The key that you logged in with may only read.' }, made.element);
}

/* Method 2 */

function replaceSection({ order, account, applications }, quote, { admin, now, signal, refresh }) {
  const application = applications.find((app) => app.id === order.application);
  const place = slot(5, async () => {
    const { rows } = await ordersOf({ account: order.account }, signal);
    const others = rows.filter((o) => o.id !== order.id && o.status === 'active' && holds(o, order));
    return steps(others.filter((o) => o.application === null), others.filter((o) => o.application !== null && o.application === order.application));
  });

  function steps(unbound, bound) {
    const done = bound.some((o) => new Date(o.expiresAt) > new Date(order.expiresAt));
    const bought = done || unbound.length > 0;
    const expired = order.status === 'expired';
    const buy = async () => {
      if (await buyLicenses(account, { applications, sdks: order.sdks, title: `Buy a replacement for ${order.id}`, bindNow: false })) {
        refresh();
      }
    };
    const to = application === undefined ? applications : [application];
    return h('ol', { class: 'steps' },
      step('Buy a replacement with the same SDKs', bought,
        bought
          ? h('p', { class: 'soft' }, [...bound, ...unbound].map((o) => h('span', { class: 'line' },
            h('a', { href: link`renewals/${o.id}` }, o.id), ' lasts until ', time(o.expiresAt))))
          : admin && button('Buy a replacement', buy, { kind: 'primary' })),
      step(`Bind it to ${application?.name ?? 'the application'}${expired ? '' : ` before ${dayText(order.expiresAt)}`}`, done,
        done
          ? h('p', { class: 'soft' }, 'The application goes on without a gap, as below.')
          : unbound.length > 0 && admin
            ? unbound.map((o) => button(`Bind ${o.id}`, () => bindOrder(o, to, refresh), { kind: 'primary' }))
            : h('p', { class: 'soft' }, expired ? 'Until then nothing covers the application.' : `There is time until it expires, ${fromNow(order.expiresAt, now)}.`)));
  }

  return section('This order cannot be renewed', {},
    h('div', { class: 'notice warn' }, h('p', {}, withTimes(quote.detail))),
    quote.reason === 'order-not-renewable' && account.state !== 'released' && [
      h('p', { class: 'soft' }, quote.resolution?.text),
      place,
    ]);
}

/** Whether an order has all the SDKs of another. */
function holds(order, other) {
  return other.sdks.every((s) => order.sdks.some((one) => one.sdk === s.sdk));
}

function step(text, done, ...content) {
  return h('li', { class: done ? 'done' : null },
    h('h3', {}, text, done && [' ', badge('done', 'good')]), content);
}

function coverageSection({ order, applications }, { now }) {
  const application = applications.find((app) => app.id === order.application);
  const rows = application.coverage
    .filter((coverage) => order.sdks.some((one) => one.sdk === coverage.sdk))
    .map((coverage) => ({ name: coverage.sdk, coverage }));
  const gap = rows.flatMap((row) => row.coverage.gaps)[0];
  const ends = rows.map((row) => row.coverage.coveredUntil).filter((end) => end !== null).sort()[0];
  const goesOn = ends && new Date(ends) > new Date(order.expiresAt);
  return section(`Coverage of ${application.name}`, {},
    h('div', { class: `notice ${gap || (!goesOn && order.status === 'expired') ? 'bad' : goesOn ? 'good' : 'warn'}` }, h('p', {}, gap
      ? ['There is a gap from ', time(gap.start), ' to ', time(gap.end), '.']
      : goesOn
        ? ['Covered without a gap until ', time(ends), '.']
        : [order.status === 'expired' ? 'Coverage ended with this order, on ' : 'Coverage ends with this order, on ', time(order.expiresAt), '.'])),
    coverageChart(rows, now));
}
