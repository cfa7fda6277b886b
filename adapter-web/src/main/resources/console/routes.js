/** Which page is at which address behind the `#`. A page is loaded when it is first asked for. */

export const ROUTES = [
  { path: 'accounts', nav: 'Accounts', load: () => import('./pages/accounts.js') },
  { path: 'accounts/{account}', under: 'accounts', load: () => import('./pages/account.js') },
  { path: 'accounts/{account}/money', under: 'accounts', load: () => import('./pages/account-money.js') },
  { path: 'accounts/{account}/alerts', under: 'accounts', load: () => import('./pages/account-alerts.js') },
  { path: 'accounts/{account}/bills/{bill}', under: 'accounts', load: () => import('./pages/bill.js') },
  { path: 'accounts/{account}/hours/{hour}', under: 'accounts', load: () => import('./pages/hour.js') },
  { path: 'accounts/{account}/records/{record}', under: 'accounts', load: () => import('./pages/record.js') },
  { path: 'accounts/{account}/licenses', under: 'accounts', load: () => import('./pages/account-licenses.js') },
  { path: 'accounts/{account}/applications/{application}', under: 'accounts', load: () => import('./pages/application.js') },
  { path: 'accounts/{account}/events', under: 'accounts', load: () => import('./pages/account-events.js') },
  { path: 'renewals', nav: 'Renewals', load: () => import('./pages/renewals.js') },
  { path: 'renewals/{order}', under: 'renewals', load: () => import('./pages/renewal.js') },
  { path: 'feed', nav: 'Events', all: true, load: () => import('./pages/feed.js') },
  { path: 'webhooks', nav: 'Webhooks', all: true, admin: true, load: () => import('./pages/webhooks.js') },
  { path: 'keys', nav: 'API keys', all: true, admin: true, load: () => import('./pages/keys.js') },
  { path: 'clock', nav: 'Clock', all: true, admin: true, sandbox: true, load: () => import('./pages/clock.js') },
];

/** The route of an address with what its path and its query name; null where there is no page. */
export function match(hash) {
  const [address, search = ''] = hash.replace(/^#\/?/, '').split('?');
  const given = address.split('/');
  for (const route of ROUTES) {
    const expected = route.path.split('/');
    if (expected.length === given.length) {
      const params = {};
      const fits = expected.every((part, i) => {
        if (!part.startsWith('{')) {
          return part === given[i];
        }
        params[part.slice(1, -1)] = decoded(given[i]);
        return given[i] !== '';
      });
      if (fits) {
        return { route, params, search: Object.fromEntries(new URLSearchParams(search)) };
      }
    }
  }
  return null;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a page: link`accounts/${id}`. */
export function link(texts, ...values) {
  return '#/' + texts.map((text, i) => (i === 0 ? '' : encodeURIComponent(values[i - 1])) + text).join('');
}
