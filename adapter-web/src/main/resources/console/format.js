/**
 * Writes values for people. Quantities and money are decimal texts and stay texts: they are grouped and compared by their digits.
 * Numbers are made of them only to draw.
 */

import { h } from './dom.js';

const THIN = '\u202f';

/** `1 234 567.50`. */
export function decimal(text) {
  const [, sign, whole, fraction] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  return whole === undefined
    ? text
    : (sign ? '\u2212' : '') + whole.replace(/\B(?=(\d{3})+$)/g, THIN) + (fraction ?? '');
}

/** `1 234.50 USD`. */
export function money(text, currency) {
  return `${decimal(text)}\u00a0${currency}`;
}

/** `954 GB`. */
export function quantity(text, unit) {
  return `${decimal(text)}\u00a0${unit}`;
}

/** Less than 0, 0 or more, as a is less than, equal to or more than b. */
export function compare(a, b) {
  const [x, y] = [parts(a), parts(b)];
  if (x.negative !== y.negative) {
    return x.negative ? -1 : 1;
  }
  const width = Math.max(x.whole.length, y.whole.length);
  const depth = Math.max(x.fraction.length, y.fraction.length);
  const digits = (p) => p.whole.padStart(width, '0') + p.fraction.padEnd(depth, '0');
  const [m, n] = [digits(x), digits(y)];
  return (m < n ? -1 : m > n ? 1 : 0) * (x.negative ? -1 : 1);
}

function parts(text) {
  const [, sign, whole, fraction = ''] = /^(-?)0*(\d+)\.?(\d*)$/.exec(text);
  return { negative: sign === '-' && /[1-9]/.test(whole + fraction), whole, fraction };
}

/** How much a is of b, from 0 to 1, to draw it. */
export function share(a, b) {
  const whole = Number(b);
  return whole === 0 ? 0 : Math.min(1, Math.max(0, Number(a) / whole));
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const FORMATS = new Map();

function format(date, options) {
  const key = JSON.stringify(options);
  if (!FORMATS.has(key)) {
    FORMATS.set(key, new Intl.DateTimeFormat('en-GB', options));
  }
  return FORMATS.get(key).format(date);
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' };
const MINUTE = { ...DAY, hour: '2-digit', minute: '2-digit' };

/** `2026-01-31 10:30 UTC`. */
export function utc(instant) {
  const text = new Date(instant).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, text.slice(17, 19) === '00' ? 16 : 19)} UTC`;
}

/** `31 Jan 2026, 10:30`, in the viewer's zone. */
export function timeText(instant) {
  return format(new Date(instant), { ...MINUTE, timeZone: zone });
}

/** `31 Jan 2026`, in the viewer's zone or another. */
export function dayText(instant, inZone = zone) {
  return format(new Date(instant), { ...DAY, timeZone: inZone });
}

/** `31 Jan`, for axes. */
export function shortDay(instant, inZone = zone) {
  return format(new Date(instant), { day: 'numeric', month: 'short', timeZone: inZone });
}

/** `10:30`, for axes. */
export function clockText(instant) {
  return format(new Date(instant), { hour: '2-digit', minute: '2-digit', timeZone: zone });
}

/** An instant in the viewer's zone, with UTC for who points at it. */
export function time(instant) {
  return h('time', { datetime: instant, title: utc(instant) }, timeText(instant));
}

/** A text of the service, with the instants in it in the viewer's zone. */
export function withTimes(text) {
  return text.split(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/).map((part, i) => (i % 2 === 1 ? time(part) : part));
}

/** The day of an instant, with the instant in UTC for who points at it. */
export function day(instant) {
  return h('time', { datetime: instant, title: utc(instant) }, dayText(instant));
}

const STEPS = [[86_400_000, 'day'], [3_600_000, 'hour'], [60_000, 'minute']];

/** `in 3 days`, `2 hours ago`, as seen from `now`. */
export function fromNow(instant, now) {
  const away = new Date(instant) - now;
  const [size, name] = STEPS.find(([step]) => Math.abs(away) >= step) ?? STEPS[2];
  const count = Math.trunc(Math.abs(away) / size);
  if (count === 0) {
    return 'now';
  }
  const text = `${count}\u00a0${name}${count === 1 ? '' : 's'}`;
  return away > 0 ? `in\u00a0${text}` : `${text}\u00a0ago`;
}

/** `1 year`, of `P1Y`; terms of other forms as they are. */
export function term(text) {
  const [, months, count, unit] = /^P(T?)(\d+)([YMWDH])$/.exec(text) ?? [];
  const name = { Y: 'year', M: months === 'T' ? 'minute' : 'month', W: 'week', D: 'day', H: 'hour' }[unit];
  return name ? `${count} ${name}${count === '1' ? '' : 's'}` : text;
}

const MILLIS = { W: 7 * 86_400_000, D: 86_400_000, H: 3_600_000, M: 60_000 };

/** An instant and a term of exact length behind it; null for months and years, which only the billing calendar can add. */
export function plus(instant, text) {
  const [, days, timed] = /^P(\d+[WD])?(?:T(\d+[HM]))?$/.exec(text) ?? [];
  const parts = [days, timed].filter(Boolean);
  return parts.length === 0
    ? null
    : new Date(parts.reduce((at, part) => at + parseInt(part, 10) * MILLIS[part.at(-1)], Date.parse(instant))).toISOString();
}
