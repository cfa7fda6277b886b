/** What all pages of one account have in common: its head with what can be done, and the way to its other pages. */

import { get, list, path } from './api.js';
import { badge, button, fill, h } from './dom.js';
import { buyPlan, editAccount, topUp } from './purchases.js';
import { link } from './routes.js';
import { STATE_TONES, stateInWords } from './words.js';

const TABS = [
  ['', 'Overview'],
  ['money', 'Bills and payments'],
  ['licenses', 'Licenses'],
  ['alerts', 'Alerts'],
  ['events', 'Events'],
];

/** Meters by code. */
export async function meters(signal) {
  const { rows } = await list('/v1/meters', { max: 10_000, signal });
  return Object.fromEntries(rows.map((meter) => [meter.id, meter]));
}

/** Draws the head of a page of an account into `view`, and answers with the account. */
export async function accountFrame(view, context, tab) {
  const { params, signal, admin, all, now, refresh } = context;
  const account = await get(path`/v1/accounts/${params.account}`, { signal });
  const base = link`accounts/${account.id}`;
  const words = stateInWords(account, now);
  fill(view,
    h('div', { class: 'page-head' },
      h('div', {},
        h('p', { class: 'crumbs' }, all ? h('a', { href: '#/accounts' }, 'Accounts') : 'Account', ' / ', h('span', { class: 'mono' }, account.id)),
        h('h1', {}, account.name, ' ', badge(account.state, STATE_TONES[account.state]))),
      admin && account.state !== 'released' && h('div', { class: 'actions' },
        button('Top up', () => topUp(account, refresh), { kind: 'primary' }),
        button('Buy a plan', () => buyPlan(account, now, refresh)),
        button('Settings', () => editAccount(account, refresh)))),
    words && h('div', { class: `notice ${STATE_TONES[account.state]}` }, h('p', {}, words)),
    h('nav', { class: 'tabs', 'aria-label': 'Pages of the account' }, h('ul', {}, TABS.map(([name, text]) =>
      h('li', {}, h('a', { href: name ? `${base}/${name}` : base, 'aria-current': name === tab ? 'page' : null }, text))))));
  return account;
}
