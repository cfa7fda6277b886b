/**
 * Builds elements. Text is only ever set as text: nothing that comes from a user or the service is read as markup.
 */

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element: attributes, then children (nodes, texts, numbers, arrays of them; nothing for null, undefined and false). */
export function h(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s(tag, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    set(element, name, value);
  }
  put(element, ...children);
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (typeof value === 'function') {
    element.addEventListener(name.replace(/^on/, ''), value);
  } else if (name === 'value') {
    element.value = value;
  } else if (/^on|^style$|^srcdoc$/.test(name) || (name === 'href' && !/^(#|\/(?!\/))/.test(value))) {
    throw new Error(`not for pages of the console: ${name}=${value}`);
  } else {
    element.setAttribute(name, value === true ? '' : value);
  }
}

/** Adds children. */
export function put(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
  return element;
}

/** Replaces all children. */
export function fill(element, ...children) {
  element.replaceChildren();
  return put(element, ...children);
}

/** Tells of something that was done, where everybody sees and hears it. */
export function say(text) {
  const said = document.getElementById('said');
  said.textContent = text;
  said.classList.add('shown');
  clearTimeout(said.timer);
  said.timer = setTimeout(() => said.classList.remove('shown'), 6000);
}

let ids = 0;

/** An id that no other element has. */
export function freshId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** A part of a page with a heading. */
export function section(title, { actions = [], hint = null } = {}, ...children) {
  const id = freshId('section');
  return h('section', { class: 'panel', 'aria-labelledby': id },
    h('div', { class: 'panel-head' },
      h('h2', { id }, title),
      hint && h('p', { class: 'hint' }, hint),
      actions.length > 0 && h('div', { class: 'actions' }, actions)),
    children);
}

/**
 * A table. Columns: `{head, cell: row => child, number: true, class}`; no rows give what `empty` says. Of many rows `most` are shown at
 * first. On a phone each row is `stacked`: a cell a line, with its head before it; roles say what styles would make browsers forget.
 */
export function table(caption, columns, rows, { empty = 'Nothing here yet.', most = 50, stacked = true } = {}) {
  if (rows.length === 0) {
    return h('p', { class: 'empty' }, empty);
  }
  const kind = (column) => ({ class: [column.number && 'number', column.class].filter(Boolean).join(' ') || null });
  const body = h('tbody', { role: 'rowgroup' });
  const more = button('', () => show(body.rows.length + 4 * most), { kind: 'small' });
  const foot = h('div', { class: 'more' }, more);
  function show(count) {
    put(body, rows.slice(body.rows.length, count).map((row) => h('tr', { role: 'row' },
      columns.map((c) => h('td', { role: 'cell', 'data-head': typeof c.head === 'string' ? c.head || null : null, ...kind(c) }, c.cell(row))))));
    more.textContent = `Show more: ${rows.length - body.rows.length} left`;
    foot.hidden = body.rows.length === rows.length;
  }
  show(most);
  return h('div', {},
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      h('table', { role: 'table', class: stacked ? 'stacked' : null },
        h('caption', { class: 'unseen' }, caption),
        h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
          columns.map((c) => h('th', { role: 'columnheader', scope: 'col', ...kind(c) }, c.head)))),
        body)),
    foot);
}

/** Names with their values. */
export function facts(...pairs) {
  return h('dl', { class: 'facts' }, pairs.filter(Boolean).map(([name, value]) =>
    h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** A word in a coloured frame; `tone` is good, note, warn, bad or nothing. */
export function badge(text, tone = '') {
  return h('span', { class: `badge ${tone}` }, text);
}

/** A button. */
export function button(text, onclick, { kind = '', ...more } = {}) {
  return h('button', { type: 'button', class: kind, onclick, ...more }, text);
}

/** What stands where something will be, as high as that will be. */
export function skeleton(lines = 4) {
  return h('div', { class: 'skeleton', role: 'status', 'aria-label': 'Loading' },
    Array.from({ length: lines }, () => h('span')));
}

/** Says what went wrong, and lets one try again. */
export function failure(problem, again) {
  return h('div', { class: 'notice bad', role: 'alert' },
    h('p', {}, h('strong', {}, problem.title ?? 'That did not work.'), ' ', problem.detail ?? problem.message),
    problem.resolution && h('p', {}, problem.resolution.text),
    again && button('Try again', again));
}

/**
 * Where a part of a page will be: shows a skeleton, then what `load` makes, or what went wrong. `reload()` loads again, and leaves
 * what is there until then.
 */
export function slot(lines, load) {
  const place = h('div', { class: 'slot' }, skeleton(lines));
  let turn = 0;
  place.reload = async () => {
    turn += 1;
    const mine = turn;
    let content;
    try {
      content = await load();
    } catch (problem) {
      if (problem.name === 'AbortError' || problem.status === 401) {
        return;
      }
      content = failure(problem, () => place.reload());
    }
    if (mine === turn) {
      fill(place, content);
    }
  };
  place.reload();
  return place;
}

/**
 * One of a few choices, each a button. `choices`: `[[value, text]]`; `choose` is called with the value, at first with `chosen`.
 */
export function choice(label, choices, chosen, choose) {
  const buttons = choices.map(([value, text]) => h('button', {
    type: 'button',
    'aria-pressed': String(value === chosen),
    onclick: () => {
      buttons.forEach((b, i) => b.setAttribute('aria-pressed', String(choices[i][0] === value)));
      choose(value);
    },
  }, text));
  return h('div', { class: 'choice', role: 'group', 'aria-label': label }, buttons);
}
