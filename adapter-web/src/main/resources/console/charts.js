/**
 * Charts, drawn as SVG at the width that there is. Each says its numbers to who points at it or goes through it with the arrow keys, and has
 * its table below.
 */

import { fill, h, s } from './dom.js';
import { clockText, decimal, shortDay } from './format.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];
const AXIS = 24;

/**
 * Any chart.
 *
 * @param label what it shows
 * @param legend `[[class, text]]`
 * @param height of the drawing, in pixels
 * @param draw given a width, answers `{nodes, stops}`: SVG elements, and the places that have something to say, each
 *     `{x, y, width, height, text}`, in reading order
 * @param table the same in numbers
 */
export function chart({ label, legend = [], height, draw, table }) {
  const read = h('p', { class: 'read' }, 'Point at it, or use the arrow keys, for the numbers.');
  const svg = s('svg', { height, 'aria-hidden': 'true', focusable: 'false' });
  const plot = h('div', { class: 'plot', tabindex: 0, role: 'slider', 'aria-label': label, 'aria-valuemin': 0 }, svg);
  let stops = [];
  let at = -1;

  function show(next) {
    if (stops.length === 0) {
      return;
    }
    at = Math.max(0, Math.min(stops.length - 1, next));
    const stop = stops[at];
    plot.setAttribute('aria-valuenow', at);
    plot.setAttribute('aria-valuetext', stop.text);
    read.textContent = stop.text;
    svg.querySelector('.cursor')?.remove();
    svg.append(s('rect', { class: 'cursor', x: stop.x - 2, y: stop.y - 2, width: stop.width + 4, height: stop.height + 4, rx: 4 }));
  }

  function redraw() {
    const width = Math.max(240, Math.floor(plot.clientWidth));
    const drawn = draw(width);
    stops = drawn.stops;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    fill(svg, drawn.nodes);
    plot.setAttribute('aria-valuemax', Math.max(0, stops.length - 1));
    plot.setAttribute('aria-valuenow', Math.max(0, at));
    plot.setAttribute('aria-valuetext', stops[Math.max(0, at)]?.text ?? 'nothing');
    if (at >= 0) {
      show(at);
    }
  }

  plot.addEventListener('keydown', (event) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      show(at < 0 ? 0 : at + move);
    }
  });
  plot.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const away = (stop) => Math.max(stop.y - y, y - stop.y - stop.height, 0) * 1000
      + Math.max(stop.x - x, x - stop.x - stop.width, 0);
    const nearest = stops.reduce((best, stop, i) => (best < 0 || away(stop) < away(stops[best]) ? i : best), -1);
    if (nearest >= 0 && nearest !== at) {
      show(nearest);
    }
  });
  new ResizeObserver(redraw).observe(plot);
  return h('figure', { class: 'chart', 'aria-label': label },
    legend.length > 0 && h('ul', { class: 'legend' }, legend.map(([kind, text]) =>
      h('li', {}, s('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' }, s('rect', { class: kind, x: 0.5, y: 0.5, width: 9, height: 9, rx: 2 })), text))),
    plot,
    read,
    table && h('details', {}, h('summary', {}, 'As a table'), table));
}

/** Where instants lie on a line from x to x + width. */
export function timeScale(from, to, x, width) {
  return (instant) => x + ((new Date(instant) - from) / (to - from)) * width;
}

/** Lines and words for a time axis below `bottom`. */
export function timeAxis(from, to, scale, bottom, width) {
  const wanted = Math.max(2, Math.floor(width / 95));
  const step = STEPS.find((size) => (to - from) / size <= wanted);
  const ticks = step === undefined ? months(from, to, wanted) : steps(from, to, step);
  const word = (tick) => (step !== undefined && step < DAY ? clockOrDay(tick) : monthOrDay(tick, step));
  return ticks.filter((tick) => scale(tick) > 18 && scale(tick) < width - 18).map((tick) => [
    s('line', { class: 'axis', x1: scale(tick), x2: scale(tick), y1: 0, y2: bottom }),
    s('text', { x: scale(tick), y: bottom + 16, 'text-anchor': 'middle' }, word(tick)),
  ]);
}

function clockOrDay(tick) {
  return clockText(tick) === '00:00' ? shortDay(tick) : clockText(tick);
}

function monthOrDay(tick, step) {
  return step === undefined ? monthText(tick) : shortDay(tick);
}

function monthText(tick) {
  return new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit' }).format(tick);
}

function steps(from, to, step) {
  const offset = from.getTimezoneOffset() * 60_000;
  const ticks = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) {
    ticks.push(new Date(at));
  }
  return ticks;
}

function months(from, to, wanted) {
  const all = (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth();
  const every = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => all / n <= wanted) ?? 240;
  const ticks = [];
  for (let at = new Date(from.getFullYear(), Math.ceil((from.getMonth() + 1) / every) * every, 1); at <= to;
    at = new Date(at.getFullYear(), at.getMonth() + every, 1)) {
    ticks.push(at);
  }
  return ticks;
}

const ROW = 52;
const BAR = 22;

/**
 * Rows of bars over time: a stack of plans, or what licenses cover.
 *
 * @param rows `[{name, note, more, bars: [{from, to, share, kind, held, text}]}]`; a bar of the class `held` is filled from below, by `share` of 0
 *     to 1, with the class `kind`; `more` is said where there is room
 * @param from where the axis begins, a Date
 * @param to where it ends
 * @param marks `[{at, text, kind}]`: lines across all rows
 */
export function timeline({ label, legend, rows, from, to, marks = [], table }) {
  const height = 22 + rows.length * ROW + AXIS;
  return chart({
    label,
    legend,
    height,
    table,
    draw: (width) => {
      const scale = timeScale(from, to, 0, width);
      const clip = (instant) => Math.max(0, Math.min(width, scale(instant)));
      const bottom = height - AXIS;
      const nodes = [timeAxis(from, to, scale, bottom, width)];
      const stops = [];
      rows.forEach((row, i) => {
        const y = 22 + i * ROW;
        nodes.push(s('text', { class: 'name', x: 0, y: y + 12 }, fitted(row.name, width * 0.62)));
        if (row.note) {
          nodes.push(s('text', { x: width, y: y + 12, 'text-anchor': 'end' },
            row.more && width > 560 ? `${row.note} · ${row.more}` : row.note));
        }
        for (const bar of row.bars) {
          const [left, right] = [clip(bar.from), clip(bar.to)];
          const wide = Math.max(2, right - left);
          nodes.push(s('rect', { class: bar.held, x: left, y: y + 18, width: wide, height: BAR, rx: 3 }));
          if (bar.share > 0) {
            const full = Math.max(2, BAR * bar.share);
            nodes.push(s('rect', { class: bar.kind, x: left, y: y + 18 + BAR - full, width: wide, height: full, rx: Math.min(3, full / 2) }));
          }
          stops.push({ x: left, y: y + 18, width: wide, height: BAR, text: bar.text });
        }
      });
      nodes.push(marked(marks, scale, width, bottom));
      return { nodes, stops };
    },
  });
}

/** A name no wider than it may be; the table has all of it. */
function fitted(text, width) {
  const most = Math.floor(width / 6.6);
  return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
}

/** Lines at instants, with their words above: beside those of the line before where they would cover them, if there is room. */
function marked(marks, scale, width, bottom) {
  let end = -Infinity;
  const seen = marks.filter((mark) => scale(mark.at) >= 0 && scale(mark.at) <= width)
    .sort((a, b) => new Date(a.at) - new Date(b.at));
  return seen.map((mark) => {
    const x = scale(mark.at);
    const half = mark.text.length * 3 + 4;
    const middle = Math.max(end + half, Math.min(width - half, Math.max(half, x)));
    const room = middle + half <= width && middle - half <= x + 4;
    if (room) {
      end = middle + half;
    }
    return [
      s('line', { class: `mark ${mark.kind}`, x1: x, x2: x, y1: 16, y2: bottom }),
      room && s('text', { class: 'loud', x: middle, y: 11, 'text-anchor': 'middle' }, mark.text),
    ];
  });
}

/**
 * Columns over time, each of parts that stand on each other.
 *
 * @param columns `[{start, end, parts: [{kind, value}], text}]`, oldest first; values are decimal texts
 * @param unit of the values
 * @param marks as of `timeline`
 */
export function columns({ label, legend, columns: all, from, to, unit, marks = [], table, height = 220 }) {
  const left = 0;
  return chart({
    label,
    legend,
    height,
    table,
    draw: (width) => {
      const bottom = height - AXIS;
      const roof = 30;
      const scale = timeScale(from, to, left, width - left);
      const total = (column) => column.parts.reduce((sum, part) => sum + Number(part.value), 0);
      const [most, ticks] = niceTicks(Math.max(...all.map(total), 0));
      const y = (value) => bottom - (value / most) * (bottom - roof);
      const nodes = [timeAxis(from, to, scale, bottom, width)];
      for (const tick of ticks) {
        nodes.push(s('line', { class: 'axis', x1: left, x2: width, y1: y(tick), y2: y(tick) }));
      }
      const stops = [];
      for (const column of all) {
        const [a, b] = [scale(column.start), scale(column.end)];
        const gap = b - a > 6 ? 1.5 : 0;
        let base = 0;
        for (const part of column.parts) {
          const value = Number(part.value);
          if (value > 0) {
            nodes.push(s('rect', {
              class: part.kind, x: a + gap, width: Math.max(1, b - a - 2 * gap), y: y(base + value), height: Math.max(1, y(base) - y(base + value)),
            }));
          }
          base += value;
        }
        stops.push({ x: a, width: b - a, y: roof, height: bottom - roof, text: column.text });
      }
      for (const tick of ticks.slice(1)) {
        nodes.push(s('text', { x: left, y: y(tick) - 4 }, `${decimal(plain(tick))} ${unit}`));
      }
      nodes.push(marked(marks, scale, width, bottom));
      return { nodes, stops };
    },
  });
}

/** Round numbers from 0 to at least `max`. */
function niceTicks(max) {
  if (max <= 0) {
    return [1, [0]];
  }
  const rough = max / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const count = Math.ceil(max / step);
  return [count * step, Array.from({ length: count + 1 }, (_, i) => i * step)];
}

/** A tick's number without an exponent and without the noise of binary fractions. */
function plain(number) {
  const text = number.toFixed(9);
  return text.replace(/\.?0+$/, '');
}
