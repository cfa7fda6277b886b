/** What is coming: the forecast of an account, and what a purchase would change. */

import { find, path, query, send } from './api.js';
import { facts, h, section, slot } from './dom.js';
import { fromNow, time } from './format.js';

/** The forecast for a meter, or for all of an account; null where there is none. */
export function forecast(account, meter, signal) {
  return find(query(path`/v1/accounts/${account}/forecast`, { meter }), { signal });
}

/** An instant with how far away it is, or that there is none in sight. */
export function when(instant, now, never = 'not in sight') {
  return instant ? [time(instant), ' ', h('span', { class: 'soft' }, `(${fromNow(instant, now)})`)] : never;
}

/** What a purchase would change, as the service simulates it. */
export async function simulate(account, purchase, now) {
  const path_ = path`/v1/accounts/${account.id}/simulations`;
  const [without, with_] = await Promise.all([
    send('POST', path_, { purchases: [], usage: [], until: null }),
    send('POST', path_, { purchases: [purchase], usage: [], until: null }),
  ]);
  return facts(
    ['Plans last until', h('span', {}, when(without.plansLastUntil, now), ' → ', h('strong', {}, when(with_.plansLastUntil, now)))]);
}

/** What is coming, meter by meter. */
export function runwaySection(account, codes, known, plans, { now, signal }) {
  const place = slot(6, async () => {
    const all = await Promise.all(codes.map((meter) => forecast(account.id, meter, signal)));
    return all.every((one) => one === null)
      ? h('p', { class: 'empty' }, 'No forecast yet.')
      : codes.map((meter, i) => all[i] && facts(['Meter', meter], ['Plans last until', when(all[i].plansLastUntil, now)]));
  });
  return section('Runway', { hint: 'If it is used as it was, and nothing is bought.' }, place);
}
