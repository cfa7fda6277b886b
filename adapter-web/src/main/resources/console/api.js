/** Asks the service, over the same API that everybody uses. */

/** A refusal, or that no answer came. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.type = (body.type ?? '').replace('/problems/', '');
    this.title = body.title;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.resolution = body.resolution ?? null;
  }

  /** Whether nobody knows if it was done: the same may be sent again with the same key. */
  get unknown() {
    return this.status === 0 || this.status >= 500;
  }
}

/** A path with what stands in it encoded: path`/v1/accounts/${account}`. */
export function path(texts, ...values) {
  return texts.map((text, i) => (i === 0 ? '' : encodeURIComponent(values[i - 1])) + text).join('');
}

/** A path with query parameters; those without a value are left out. */
export function query(base, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given)}`;
}

async function ask(method, url, { body, headers = {}, signal } = {}) {
  let response;
  try {
    response = await fetch(url, {
      method,
      signal,
      credentials: 'same-origin',
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Problem(0, { title: 'No answer.', detail: 'The service cannot be reached. Is it running?' });
  }
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  if (response.ok) {
    return isJson && text !== '' ? JSON.parse(text) : text;
  }
  if (response.status === 401) {
    document.dispatchEvent(new Event('signed-out'));
  }
  throw new Problem(response.status, isJson ? JSON.parse(text) : {});
}

/** Reads. */
export function get(url, options) {
  return ask('GET', url, options);
}

/** Reads, and answers null where there is nothing (404). */
export async function find(url, options) {
  try {
    return await get(url, options);
  } catch (problem) {
    if (problem.status === 404) {
      return null;
    }
    throw problem;
  }
}

/** Changes something. A key makes it safe to send again: it is done once. */
export function send(method, url, body, { key, signal } = {}) {
  return ask(method, url, { body, signal, headers: key ? { 'Idempotency-Key': key } : {} });
}

/** Up to `max` rows of a list, page by page; `more` says whether there are more. */
export async function list(url, { max = 1000, signal } = {}) {
  const rows = [];
  let next = '';
  while (next !== null && rows.length < max) {
    const page = await get(query(url.split('?')[0], {
      ...Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? '')),
      limit: Math.min(1000, max - rows.length),
      after: next,
    }), { signal });
    rows.push(...page.data);
    next = page.next;
  }
  return { rows, more: next !== null };
}
