/** Bills and payments of an account, newest first. */

import { list, path, query } from '../api.js';
import { accountFrame } from '../account-frame.js';
import { choice, h, section, slot, table } from '../dom.js';
import { money, time } from '../format.js';
import { link } from '../routes.js';

const DAY = 86_400_000;
const RANGES = [['7', '7 days'], ['35', '35 days'], ['400', '400 days']];
const MOST = 2000;

/** Shows the page. */
export async function show(view, context) {
  const account = await accountFrame(view, context, 'money');
  view.append(
    newest(account, context, 'bills', 'Bills', 'One for each hour with pay-as-you-go usage.', [
      { head: 'Hour', cell: (b) => h('a', { href: link`accounts/${account.id}/bills/${b.id}` }, time(b.hour)) },
      { head: 'Meters', cell: (b) => b.lines.map((line) => line.meter).join(', ') },
      { head: 'Transaction', cell: (b) => h('span', { class: 'mono' }, b.transaction) },
      { head: 'Total', number: true, cell: (b) => money(b.total, b.currency) },
    ], 'No bills in this time.'),
    newest(account, context, 'transactions', 'Transactions', 'All that moved the balance.', [
      { head: 'At', cell: (t) => time(t.at) },
      { head: 'Type', cell: (t) => t.type },
      { head: 'Reference', cell: (t) => reference(account, t) },
      { head: 'Amount', number: true, cell: (t) => money(t.amount, account.currency) },
      { head: 'Balance after', number: true, cell: (t) => money(t.balanceAfter, account.currency) },
    ], 'No transactions in this time.'));
}

function reference(account, transaction) {
  return transaction.type === 'bill'
    ? h('a', { href: link`accounts/${account.id}/bills/${transaction.reference}` }, transaction.reference)
    : transaction.reference ?? '';
}

function newest(account, { now, signal }, what, title, hint, columns, empty) {
  let days = '35';
  const place = slot(5, async () => {
    const from = new Date(now - Number(days) * DAY).toISOString();
    const { rows, more } = await list(query(path`/v1/accounts/${account.id}` + `/${what}`, { from }), { max: MOST, signal });
    return [
      table(title, columns, rows.reverse(), { empty, most: 15 }),
      more && h('p', { class: 'hint' }, `These are the first ${MOST} of this time; choose a shorter one, or ask the API.`),
    ];
  });
  return section(title, {
    hint,
    actions: [choice(`Time of ${title.toLowerCase()}`, RANGES, days, (value) => {
      if (value !== days) {
        days = value;
        place.reload();
      }
    })],
  }, place);
}
