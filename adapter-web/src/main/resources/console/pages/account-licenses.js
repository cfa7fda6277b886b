/** Licenses of an account: its applications, what covers them until when, and its orders. */

import { list, path } from '../api.js';
import { accountFrame } from '../account-frame.js';
import { badge, button, h, section, table } from '../dom.js';
import { buyLicenses, coverageChart, coverageInWords, editApplication, identities, orderTable, ordersOf } from '../licenses.js';
import { link } from '../routes.js';

const DRAWN = 24;

/** Shows the page. */
export async function show(view, context) {
  const { signal, now, admin, refresh } = context;
  const account = await accountFrame(view, context, 'licenses');
  const [applications, orders] = await Promise.all([
    list(path`/v1/accounts/${account.id}/applications`, { signal }),
    ordersOf({ account: account.id }, signal),
  ]);
  const rows = applications.rows.flatMap((app) => app.coverage.map((coverage) => ({ name: `${app.name}: ${coverage.sdk}`, coverage })));
  const may = admin && account.state !== 'released';
  const buy = async () => {
    if (await buyLicenses(account, { applications: applications.rows })) {
      refresh();
    }
  };
  const add = async () => {
    const made = await editApplication(account);
    if (made) {
      location.hash = link`accounts/${account.id}/applications/${made.id}`;
    }
  };
  view.append(
    section('Applications', { actions: may ? [button('New application', add)] : [] },
      table('Applications', [
        { head: 'Application', cell: (a) => [h('a', { href: link`accounts/${account.id}/applications/${a.id}` }, a.name), h('span', { class: 'hint mono' }, a.id)] },
        { head: 'Known as', cell: (a) => identities(a).map(([label, value]) => h('span', { class: 'line' }, value, ' ', h('span', { class: 'soft' }, label))) },
        { head: 'Coverage', cell: (a) => (a.coverage.length === 0 ? badge('no licenses') : a.coverage.map((c) => {
          const { tone, words } = coverageInWords(c, now);
          return h('span', { class: 'line' }, `${c.sdk} `, badge(words, tone));
        })) },
      ], applications.rows, { empty: 'No applications yet.' })),
    ...(rows.length === 0 ? [] : [section('Coverage', { hint: 'Which SDKs the applications are licensed for, and until when.' },
      coverageChart(rows.slice(0, DRAWN), now),
      rows.length > DRAWN && h('p', { class: 'hint' }, `The first ${DRAWN} of ${rows.length}. Each application has its own on its page.`))]),
    section('License orders', { actions: may ? [button('Buy licenses', buy, { kind: 'primary' })] : [] },
      orderTable(orders.rows, { ...context, account, applications: applications.rows }, 'No licenses yet.'),
      orders.more && h('p', { class: 'hint' }, `These are the first ${orders.rows.length}; the API has them all.`)));
}
