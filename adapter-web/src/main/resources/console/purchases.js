/** Dialogs of an account: what it pays, buys, gives back and stops for a while. */

import { Problem, find, list, path, send } from './api.js';
import { facts, fill, h, say, skeleton } from './dom.js';
import { ask } from './forms.js';
import { decimal, money, term } from './format.js';
import { simulate } from './runway.js';

const AMOUNT = { inputmode: 'decimal', required: true };

/** Adds money. */
export async function topUp(account, refresh) {
  const done = await ask({
    title: `Top up ${account.name}`,
    intro: h('p', { class: 'soft' }, 'Balance now: ', money(account.balance, account.currency)),
    fields: [
      { name: 'amount', label: `Amount in ${account.currency}`, ...AMOUNT },
      { name: 'reference', label: 'Reference', hint: 'For your books, such as the number of a transfer. May be left out.' },
    ],
    submit: { label: 'Top up' },
    onSubmit: ({ amount, reference }, key) =>
      send('POST', path`/v1/accounts/${account.id}/top-ups`, { amount, ...(reference && { reference }) }, { key }),
  });
  if (done) {
    say(`Topped up. The balance is ${money(done.balanceAfter, account.currency)}.`);
    refresh();
  }
}

/** Sells a plan, at first the one that is wanted: says what it will change before it is bought. */
export async function buyPlan(account, now, refresh, wanted = null) {
  let offerings;
  try {
    offerings = (await list('/v1/plan-offerings', { max: 10_000 })).rows
      .filter((o) => !o.withdrawn && o.prices[account.currency] !== undefined);
  } catch (problem) {
    say(problem.message);
    return;
  }
  if (offerings.length === 0) {
    say(`There is no plan with a price in ${account.currency}.`);
    return;
  }
  const offering = (id) => offerings.find((o) => o.id === id);
  const body = ({ offering: id, effectiveAt }) => ({
    offering: id,
    ...(effectiveAt && { effectiveAt: new Date(effectiveAt).toISOString() }),
  });
  const done = await ask({
    title: `Buy a plan for ${account.name}`,
    intro: h('p', { class: 'soft' }, 'Available: ', money(account.available, account.currency)),
    fields: [
      { name: 'offering', label: 'Plan', value: offering(wanted)?.id ?? offerings[0].id,
        options: offerings.map((o) => [o.id, `${o.name} – ${money(o.prices[account.currency], account.currency)}`]) },
      { name: 'effectiveAt', label: 'Takes effect', type: 'datetime-local', hint: 'Left empty: at once, or after the delay that the plan has.' },
    ],
    submit: { label: 'Buy' },
    aside: (made) => purchaseAside(account, made, offering, now),
    onSubmit: (values, key) => send('POST', path`/v1/accounts/${account.id}/plans`, body(values), { key }),
  });
  if (done) {
    say(`Bought: ${offering(done.offering)?.name ?? done.offering}.`);
    refresh();
  }
}

/** What is bought, and what it changes, kept up to date with the form. */
function purchaseAside(account, made, offering, now) {
  const place = h('div', { class: 'aside', 'aria-live': 'polite' });
  let turn = 0;
  async function update() {
    turn += 1;
    const mine = turn;
    const { offering: id, effectiveAt } = made.values();
    const chosen = offering(id);
    const terms = facts(
      ['Quota', `${decimal(chosen.quota)} ${chosen.unit}${chosen.period ? `, anew each ${chosen.period}` : ''}`],
      ['Valid for', term(chosen.validity)],
      ['Covers', Object.entries(chosen.meters).map(([meter, c]) => (c === '1' ? meter : `${meter} (× ${c})`)).join(', ')],
      ['Price', h('strong', {}, money(chosen.prices[account.currency], account.currency))]);
    fill(place, terms, skeleton(2));
    let answer;
    try {
      answer = await simulate(account, chosen, effectiveAt ? new Date(effectiveAt).toISOString() : null, now);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      answer = h('p', { class: 'hint' }, problem.message);
    }
    if (mine === turn) {
      fill(place, terms, answer);
    }
  }
  made.parts.forEach((part) => part.input.addEventListener('change', update));
  update();
  return place;
}

/** What can be done with a plan: `[text, action]`. */
export function planActions(account, plan, now, refresh) {
  const base = path`/v1/accounts/${account.id}/plans/${plan.id}`;
  const act = (title, intro, verb, label, told, body = {}) => async () => {
    const done = await ask({
      title,
      intro: h('p', {}, intro),
      submit: { label, kind: verb === 'refund' ? 'danger' : 'primary' },
      onSubmit: (values, key) => send('POST', `${base}/${verb}`, body, { key }),
    });
    if (done) {
      say(told);
      refresh();
    }
  };
  const ended = ['expired', 'refunded'].includes(plan.status);
  const fresh = now - new Date(plan.purchasedAt) <= 5 * 86_400_000;
  return [
    !ended && plan.status !== 'frozen' && ['Freeze', act(`Freeze ${plan.id}?`,
      'It covers nothing until it is unfrozen. Its expiry does not move.', 'freeze', 'Freeze', 'Frozen.')],
    plan.status === 'frozen' && ['Unfreeze', act(`Unfreeze ${plan.id}?`,
      'It covers usage again from now on.', 'unfreeze', 'Unfreeze', 'Unfrozen.')],
    !ended && !plan.period && fresh && plan.remaining === plan.quota && ['Refund', act(`Refund ${plan.id}?`,
      ['Its price of ', money(plan.price, account.currency), ' goes back to the balance, and it covers nothing any more, whatever a record’s time.'],
      'refund', 'Refund', 'Refunded.')],
    !ended && plan.renewable && ['Renew', () => renew(account, plan, base, refresh)],
  ].filter(Boolean);
}

async function renew(account, plan, base, refresh) {
  const offerings = (await list('/v1/plan-offerings', { max: 10_000 })).rows;
  const offering = offerings.find((o) => o.id === plan.offering);
  if (offering === undefined) {
    say('What this plan was bought as is not offered any more.');
    return;
  }
  const done = await ask({
    title: `Renew ${plan.id}?`,
    intro: h('p', {}, `It lasts ${term(offering.validity)} longer, from its expiry on, for `,
      money(offering.prices[account.currency] ?? plan.price, account.currency), '.'),
    submit: { label: 'Renew' },
    onSubmit: (values, key) => send('POST', `${base}/renewals`, { term: offering.validity }, { key }),
  });
  if (done) {
    say('Renewed.');
    refresh();
  }
}

/** Changes what an account may owe and when it is told. */
export async function editAccount(account, refresh) {
  const done = await ask({
    title: `Settings of ${account.name}`,
    fields: accountFields(account),
    submit: { label: 'Save' },
    onSubmit: (values) => send('PUT', path`/v1/accounts/${account.id}`, accountBody(values, account)),
  });
  if (done) {
    say('Saved.');
    refresh();
  }
}

/** Fields of the settings that an account has. */
function accountFields(account) {
  return [
    { name: 'name', label: 'Name', value: account.name, required: true },
    { name: 'creditLimit', label: `Credit limit in ${account.currency}`, value: account.creditLimit, ...AMOUNT,
      hint: 'How far the balance may fall below zero before the account is overdue.' },
    { name: 'amount', label: `Runs on while its debt is not above, in ${account.currency}`, value: account.protection.amount ?? '', inputmode: 'decimal',
      hint: 'Left empty: whatever the debt.' },
    { name: 'hardStop', label: 'Meters that stop where no plan covers them', value: account.hardStop.join(', '),
      hint: 'Codes with commas between them. Access to others goes on as pay-as-you-go.' },
  ];
}

/** The body that `PUT` takes: what the form does not ask stays as it is. */
export function accountBody({ name, creditLimit, amount, hardStop, lowBalanceAlert }, account) {
  return {
    name: name ?? account.name,
    currency: account.currency,
    creditLimit: creditLimit ?? account.creditLimit,
    protection: { amount: amount === undefined ? account.protection.amount : amount || null, duration: account.protection.duration },
    releaseAfter: account.releaseAfter,
    hardStop: hardStop === undefined ? account.hardStop : hardStop.split(',').map((m) => m.trim()).filter(Boolean),
    lowBalanceAlert: lowBalanceAlert === undefined ? account.lowBalanceAlert : lowBalanceAlert || null,
  };
}

/** Opens a new account. */
export async function newAccount() {
  return ask({
    title: 'New account',
    fields: [
      { name: 'id', label: 'Id', required: true, hint: '1 to 64 of A–Z, a–z, 0–9, “.”, “_” and “-”. It never changes.' },
      { name: 'name', label: 'Name', required: true },
      { name: 'currency', label: 'Currency', value: 'USD', required: true, maxlength: 3, hint: 'It never changes.' },
    ],
    submit: { label: 'Create' },
    onSubmit: async ({ id, name, currency }) => {
      const body = { name, currency: currency.toUpperCase() };
      const taken = await find(path`/v1/accounts/${id}`);
      if (taken) {
        throw new Problem(422, { detail: 'There is such an account already.', errors: [{ pointer: '/id', detail: 'is taken' }] });
      }
      return send('PUT', path`/v1/accounts/${id}`, body);
    },
  });
}
