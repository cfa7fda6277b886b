/** Starts the console: who is signed in, the frame around the pages, and which page is shown. */

import { get, send } from './api.js';
import { badge, button, failure, fill, h, skeleton } from './dom.js';
import { form } from './forms.js';
import { time } from './format.js';
import { ROUTES, match } from './routes.js';

const main = document.getElementById('main');
const top = document.getElementById('top');

let session = null;
let shown = new AbortController();

/** What a page is given of the session beside what the service said. */
function context(extra) {
  return {
    ...session,
    /** Whether the key may change things. */
    admin: session.scopes.includes('admin'),
    /** Whether the key is for all accounts. */
    all: session.account === null,
    ...extra,
  };
}

/** The service's time: of a sandbox what its clock says. */
async function now() {
  return session.sandbox ? new Date((await get('/v1/clock')).now) : new Date();
}

async function start() {
  try {
    session = await get('/console/session');
  } catch (problem) {
    if (problem.status !== 401) {
      fill(main, h('div', { class: 'page' }, failure(problem, start)));
    }
    return;
  }
  await show();
}

function home() {
  return session.account === null ? '#/accounts' : `#/accounts/${encodeURIComponent(session.account)}`;
}

/** Shows the page of the address; `again` if it is shown already and only what it tells may have changed. */
async function show(again = false) {
  if (session === null) {
    return;
  }
  if (location.hash.replace(/^#\/?/, '') === '') {
    location.replace(home());
    return;
  }
  shown.abort();
  shown = new AbortController();
  const { signal } = shown;
  const found = match(location.hash);
  frame(found?.route);
  if (found === null) {
    title('Not found');
    fill(main, h('div', { class: 'page' },
      h('h1', {}, 'There is no such page'),
      h('p', {}, h('a', { href: home() }, 'Go to the start'))));
    return;
  }
  let page = main.querySelector('.page');
  if (!again || page === null) {
    page = h('div', { class: 'page' }, skeleton(6));
    fill(main, page);
    scrollTo(0, 0);
  }
  try {
    const [module, at] = await Promise.all([found.route.load(), now()]);
    clock(at);
    if (signal.aborted) {
      return;
    }
    const view = h('div', { class: 'page' });
    await module.show(view, context({
      params: found.params, search: found.search, signal, now: at, refresh: () => show(true),
    }));
    if (!signal.aborted) {
      const restore = again ? whereItWas(page) : () => {};
      page.replaceWith(view);
      restore(view);
      const heading = view.querySelector('h1');
      title(heading?.textContent);
      if (!again) {
        focus(heading);
      }
    }
  } catch (problem) {
    if (problem.name !== 'AbortError' && problem.status !== 401 && !signal.aborted) {
      title('That did not work');
      fill(page, h('h1', {}, problem.status === 404 ? 'Not found' : 'That did not work'), failure(problem, () => show()));
    }
  }
}

function title(text) {
  document.title = text ? `${text} – Planstack` : 'Planstack';
}

function nameOf(element) {
  return element.getAttribute('aria-label') ?? element.textContent;
}

/** Remembers what is open and where the focus is on a page, to have both again on one that takes its place. */
function whereItWas(page) {
  const opened = [...page.querySelectorAll('details[open] > summary')].map(nameOf);
  const focused = page.contains(document.activeElement) ? document.activeElement : null;
  return (view) => {
    for (const summary of view.querySelectorAll('details > summary')) {
      if (opened.includes(nameOf(summary))) {
        summary.parentElement.open = true;
      }
    }
    if (focused !== null) {
      const same = [...view.querySelectorAll(focused.tagName)].find((e) => nameOf(e) === nameOf(focused));
      (same ?? view.querySelector('h1'))?.focus({ preventScroll: true });
    }
  };
}

let first = true;

/** Who moved to another page by keyboard goes on at its heading. */
function focus(heading) {
  if (heading && !first) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  first = false;
}

function frame(route) {
  const current = route?.under ?? route?.path;
  const pages = ROUTES.filter((r) => r.nav && (session.account === null || !r.all) && (session.sandbox || !r.sandbox)
    && (session.scopes.includes('admin') || !r.admin));
  fill(top,
    h('a', { class: 'brand', href: home() },
      h('img', { src: '/assets/icon.svg', alt: '', width: 24, height: 24 }), h('span', {}, 'Planstack')),
    h('nav', { 'aria-label': 'Pages' },
      h('ul', {}, pages.map((r) => h('li', {},
        h('a', { href: r.path === 'accounts' ? home() : `#/${r.path}`, 'aria-current': r.path === current ? 'page' : null },
          r.path === 'accounts' && session.account !== null ? 'Account' : r.nav))))),
    h('div', { class: 'tools' },
      h('span', { id: 'clock', class: 'clock' }),
      h('a', { href: '/docs', class: 'quiet' }, 'API'),
      themeButton(),
      button('Log out', signOut, { kind: 'quiet' })));
  reveal();
}

/** Where there is no room for all pages' names, the current one is in sight. */
function reveal() {
  const nav = top.querySelector('nav');
  const current = nav?.querySelector('[aria-current]');
  if (current) {
    nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
  }
}

function clock(at) {
  const place = document.getElementById('clock');
  if (place && session.sandbox) {
    fill(place, badge('Sandbox', 'note'), ' ', time(at.toISOString()));
  }
}

function themeButton() {
  const dark = () => document.documentElement.dataset.theme === 'dark'
    || (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  const label = () => (dark() ? 'Light' : 'Dark');
  const made = button(label(), () => {
    const chosen = dark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = chosen;
    localStorage.setItem('planstack-theme', chosen);
    made.textContent = label();
  }, { kind: 'quiet', title: 'Light or dark' });
  return made;
}

async function signOut() {
  try {
    await send('DELETE', '/console/session');
  } catch {
    // signed out by now, or the service is away: either way the page forgets who was here
  }
  signedOut('You are logged out.');
}

/** Asks for a key; the address stays, so that the page that was wanted is shown then. */
function signedOut(why = null) {
  session = null;
  shown.abort();
  document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
  fill(top);
  title('Log in');
  const made = form({
    fields: [{ name: 'key', label: 'API key', type: 'password', required: true, autocomplete: 'current-password',
      hint: 'A key with the scope read or admin. The admin key is the one that PLANSTACK_ADMIN_KEY named when the service started, or that the first start printed.' }],
    submit: { label: 'Log in' },
    onSubmit: ({ key }) => send('POST', '/console/session', { key }),
    onDone: (answer) => {
      session = answer;
      show();
    },
  });
  fill(main, h('div', { class: 'login' },
    h('img', { src: '/assets/icon.svg', alt: '', width: 44, height: 44 }),
    h('h1', {}, 'Planstack'),
    why && h('p', { class: 'notice', role: 'status' }, why),
    made.element,
    h('p', { class: 'hint' }, h('a', { href: '/docs' }, 'API reference'), ' · ', h('a', { href: '/health/ready' }, 'Health'))));
  made.parts[0].input.focus();
}

document.addEventListener('signed-out', () => {
  signedOut(session === null ? null : 'Your session ended. Log in again to go on.');
});
addEventListener('hashchange', () => show());
addEventListener('resize', reveal);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
start();
