/** One application: what it is known as, what covers it, and its license key and document. */

import { find, get, path } from '../api.js';
import { copyable } from '../copying.js';
import { badge, button, facts, failure, h, put, say, section, slot } from '../dom.js';
import { time } from '../format.js';
import { buyLicenses, coverageChart, coverageInWords, editApplication, identities, orderTable, ordersOf } from '../licenses.js';
import { link } from '../routes.js';

/** Shows the page. */
export async function show(view, context) {
  const { params, signal, now, admin, refresh } = context;
  const [account, application, orders] = await Promise.all([
    get(path`/v1/accounts/${params.account}`, { signal }),
    get(path`/v1/accounts/${params.account}/applications/${params.application}`, { signal }),
    ordersOf({ account: params.account, application: params.application }, signal),
  ]);
  const may = admin && account.state !== 'released';
  const buy = async () => {
    if (await buyLicenses(account, { applications: [application], application: application.id })) {
      refresh();
    }
  };
  const edit = async () => {
    if (await editApplication(account, application)) {
      say('Saved.');
      refresh();
    }
  };
  put(view,
    h('div', { class: 'page-head' },
      h('div', {},
        h('p', { class: 'crumbs' }, h('a', { href: link`accounts/${account.id}` }, account.id), ' / ',
          h('a', { href: link`accounts/${account.id}/licenses` }, 'Licenses'), ' / ', h('span', { class: 'mono' }, application.id)),
        h('h1', {}, application.name)),
      may && h('div', { class: 'actions' }, button('Buy licenses', buy, { kind: 'primary' }), button('Change', edit))),
    section('Coverage', {}, application.coverage.length === 0
      ? h('p', { class: 'empty' }, 'No license order was ever bound to it.')
      : [
        h('p', {}, application.coverage.map((c) => {
          const { tone, words } = coverageInWords(c, now);
          return h('span', { class: 'line' }, `${c.sdk} `, badge(words, tone));
        })),
        coverageChart(application.coverage.map((coverage) => ({ name: coverage.sdk, coverage })), now),
      ]),
    section('License orders', {}, orderTable(orders.rows, { ...context, account }, 'No licenses yet.')),
    h('div', { class: 'columns' },
      section('Known as', { hint: 'What a license check is told of.' }, facts(...identities(application).map(([label, value]) => [label, h('span', { class: 'mono' }, value)]))),
      section('License key', { hint: 'For life. It goes into the application.' }, copyable('License key', application.licenseKey))),
    documentSection(account, application, signal));
}

/** The signed document, with what it says. */
function documentSection(account, application, signal) {
  const url = path`/v1/accounts/${account.id}/applications/${application.id}/license`;
  const place = slot(6, async () => {
    const text = await find(url, { signal });
    const says = text && claims(text);
    if (!says) {
      return failure({ title: 'No document.', detail: 'The service did not answer with one that can be read here.' });
    }
    const at = (seconds) => time(new Date(seconds * 1000).toISOString());
    return [
      facts(
        ['Issued', at(says.iat)],
        ['To be replaced before', at(says.exp)],
        ['Revision', says.rev],
        ['Licensed', says.licenses.length === 0 ? 'nothing' : says.licenses.map((l) =>
          h('span', { class: 'line' }, `${l.sdk} (${l.edition}) until `, at(l.exp)))]),
      copyable('License document', text, { lines: 5 }),
      h('div', { class: 'buttons' }, h('a', { class: 'button', href: url, download: `${account.id}-${application.id}.jwt` }, 'Download')),
    ];
  });
  return section('License document', { hint: 'Signed; an SDK verifies it offline. It changes with each purchase, renewal and binding.' }, place);
}

/** What a signed document says; it is not verified here. Null where it cannot be read. */
function claims(token) {
  try {
    const bytes = atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0))));
  } catch {
    return null;
  }
}
