/** Dialogs that ask for something and do it once. */

import { button, fill, freshId, h } from './dom.js';
import { Problem } from './api.js';
import { withTimes } from './format.js';

/** Tells a request that is sent again from a new one: the same body has the same key until it was done. */
function keys() {
  const known = new Map();
  return (values) => {
    const body = JSON.stringify(values);
    if (!known.has(body)) {
      known.set(body, randomKey());
    }
    return known.get(body);
  };
}

function randomKey() {
  // there is no randomUUID in pages that came over plain HTTP from another machine
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
}

/**
 * One field with its label, hint and fault. `field`: `{name, label, type, value, hint, options: [[value, text]], required, ...attributes}`.
 * The answer has `element`, `read()`, `fault(text)`, `input`.
 */
export function field({ name, label, type = 'text', value, hint, options, ...more }) {
  const id = freshId(name);
  const said = h('p', { class: 'fault', id: `${id}-fault` });
  const described = hint ? `${id}-hint ${id}-fault` : `${id}-fault`;
  const attributes = { id, name, 'aria-describedby': described, autocomplete: 'off', ...more };
  let input;
  if (options) {
    input = h('select', attributes, options.map(([v, text]) => h('option', { value: v, selected: v === value }, text)));
  } else if (type === 'checkbox') {
    input = h('input', { ...attributes, type });
    input.checked = Boolean(value);
  } else {
    input = h('input', { ...attributes, type, value: value ?? '' });
  }
  const fault = (text) => {
    said.textContent = text ?? '';
    if (text) {
      input.setAttribute('aria-invalid', 'true');
    } else {
      input.removeAttribute('aria-invalid');
    }
  };
  input.addEventListener('input', () => fault(null));
  return {
    name,
    input,
    fault,
    read: () => (type === 'checkbox' ? input.checked : input.value.trim()),
    element: h('div', { class: type === 'checkbox' ? 'field check' : 'field' },
      h('label', { for: id }, label),
      input,
      hint && h('p', { class: 'hint', id: `${id}-hint` }, hint),
      said),
  };
}

/**
 * A form of fields. What is at fault is said at its field, all else above the button.
 *
 * @param fields as of `field`
 * @param submit `{label, kind}`
 * @param onSubmit does it with (values, key); what it answers goes to `onDone`
 * @param wayOut what else is offered where it was refused, a function of the problem
 */
export function form({ fields = [], submit, onSubmit, onDone, before = null, cancel = null, wayOut = null }) {
  const parts = fields.map(field);
  const summary = h('div', { class: 'summary', role: 'alert' });
  const keyOf = keys();
  const go = h('button', { type: 'submit', class: submit.kind ?? 'primary' }, submit.label);
  const values = () => Object.fromEntries(parts.map((p) => [p.name, p.read()]));
  const element = h('form', {
    novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      if (go.disabled) {
        return;
      }
      fill(summary);
      parts.forEach((p) => p.fault(null));
      const missing = parts.filter((p) => p.input.required && p.read() === '');
      if (missing.length > 0) {
        missing.forEach((p) => p.fault('Please fill this in.'));
        missing[0].input.focus();
        return;
      }
      go.disabled = true;
      element.setAttribute('aria-busy', 'true');
      try {
        const given = values();
        onDone(await onSubmit(given, keyOf(given)));
      } catch (problem) {
        show(problem);
      } finally {
        go.disabled = false;
        element.removeAttribute('aria-busy');
      }
    },
  }, before, parts.map((p) => p.element), summary,
  h('div', { class: 'buttons' }, cancel, go));

  function show(problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    const rest = problem.errors.filter(({ pointer, detail }) => {
      const at = parts.find((p) => pointer === `/${p.name}` || pointer.endsWith(`/${p.name}`));
      at?.fault(`${detail[0].toUpperCase()}${detail.slice(1)}.`);
      return !at;
    });
    const faulty = parts.find((p) => p.input.getAttribute('aria-invalid'));
    if (faulty && rest.length === 0) {
      faulty.input.focus();
      return;
    }
    fill(summary,
      h('p', {}, problem.unknown
        ? `${problem.detail ?? problem.message} Sending it again is safe: it is done once.`
        : withTimes(problem.detail ?? problem.message)),
      rest.length > 0 && h('ul', {}, rest.map((e) => h('li', {}, `${e.pointer.slice(1)}: `, withTimes(e.detail)))),
      problem.resolution && h('p', {}, problem.resolution.text),
      wayOut?.(problem));
  }

  return { element, parts, values, go, show };
}

/**
 * Opens a dialog with a form. Answers with what `onSubmit` did, or null where it was closed before.
 *
 * @param title what it is about
 * @param intro what to know before
 * @param aside a function of the form, whose element stands between fields and buttons
 */
export function ask({ title, intro = null, fields = [], submit, onSubmit, aside = null }) {
  const opener = document.activeElement;
  return new Promise((resolve) => {
    const titleId = freshId('dialog');
    let done = null;
    const dialog = h('dialog', { 'aria-labelledby': titleId });
    const made = form({
      fields,
      submit,
      onSubmit,
      cancel: button('Cancel', () => dialog.close()),
      onDone: (answer) => {
        done = answer || {};
        dialog.close();
      },
    });
    if (aside) {
      made.element.querySelector('.summary').before(aside(made));
    }
    dialog.append(
      h('h2', { id: titleId }, title),
      intro && h('div', { class: 'intro' }, intro),
      made.element);
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (opener?.isConnected) {
        opener.focus();
      }
      resolve(done);
    });
    document.body.append(dialog);
    dialog.showModal();
    (made.parts[0]?.input ?? made.go).focus();
  });
}
