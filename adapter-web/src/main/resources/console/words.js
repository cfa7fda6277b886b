/** What a state means, in words. */

import { h } from './dom.js';
import { decimal, fromNow, money, plus, time } from './format.js';

export const STATE_TONES = { active: 'good', overdue: 'warn', suspended: 'bad', released: '' };

export const PLAN_TONES = { active: 'good', pending: 'note', exhausted: '', frozen: 'warn', expired: '', refunded: '' };

/** Why billing switched. */
export const SWITCH_REASONS = {
  'plan-effective': 'a plan took effect',
  'plan-exhausted': 'plans were used up',
  'plan-expired': 'a plan expired',
  'plan-frozen': 'a plan was frozen',
  'plan-unfrozen': 'a plan was unfrozen',
  'plan-refunded': 'a plan was refunded',
  'plan-renewed': 'a plan was renewed',
  'period-renewed': 'a period began',
  'usage-changed': 'usage came late or was voided',
  'account-released': 'the account was released',
};

/** When an overdue account is suspended, or a suspended one released, if nothing is paid; null where that cannot be said here. */
export function nextStep(account) {
  if (account.state === 'overdue') {
    return plus(account.overdueSince, account.protection.duration);
  }
  return account.state === 'suspended' ? plus(account.suspendedAt, account.releaseAfter) : null;
}

function owes(account) {
  return account.creditLimit.replace(/[0.]/g, '') === ''
    ? ['it owes ', money(account.balance.replace('-', ''), account.currency)]
    : ['its balance is ', money(account.balance, account.currency), ', and its credit limit ', money(account.creditLimit, account.currency)];
}

/** The state of an account: what holds, until when, and what would change it. */
export function stateInWords(account, now) {
  const until = nextStep(account);
  const term = until && [time(until), ` (${fromNow(until, now)})`];
  switch (account.state) {
    case 'overdue':
      return [
        h('strong', {}, 'Overdue since ', time(account.overdueSince)), ': ', owes(account), '. It runs until ',
        term ?? 'its protection ends', ' unless it is topped up',
        account.protection.amount !== null && [', and only while its debt is not above ', money(account.protection.amount, account.currency)],
        '. While it is overdue it cannot buy.',
      ];
    case 'suspended':
      return [
        h('strong', {}, 'Suspended since ', time(account.suspendedAt)), ': ', owes(account),
        ', and access is refused. Its plans keep what they hold until they expire. It will be released ',
        term ?? 'some time after', ', and lose that for good, unless it is topped up.',
      ];
    case 'released':
      return [
        h('strong', {}, 'Released on ', time(account.releasedAt)),
        '. What its plans held is forfeited, and no payment brings it back. Licenses stay valid until they expire.',
      ];
    default:
      return null;
  }
}

/** `traffic.cn` is covered by plans …, for each meter. */
export function billingInWords(billing) {
  const of = (mode) => Object.keys(billing).filter((meter) => billing[meter] === mode).sort();
  const parts = [[of('plan'), 'by plans'], [of('pay-as-you-go'), 'as pay-as-you-go']]
    .filter(([meters]) => meters.length > 0)
    .map(([meters, how]) => `${meters.join(', ')} ${how}`);
  return parts.length === 0 ? 'Nothing used yet' : parts.join('; ');
}

/** `954 of 1 024 GB left`. */
export function leftInWords(plan) {
  return `${decimal(plan.remaining)} of ${decimal(plan.quota)}\u00a0${plan.unit} left${plan.period ? ` this ${plan.period}` : ''}`;
}

/** What an alert's threshold means, or what a slice went to. */
export function sliceInWords(slice) {
  return slice.plan ?? 'pay-as-you-go';
}
