/** Texts that are there to be taken along: keys, secrets, documents. */

import { button, freshId, h, say } from './dom.js';

/** A text with a button that copies it. */
export function copyable(label, text, { lines = 1 } = {}) {
  const id = freshId('copy');
  const shown = h(lines > 1 ? 'textarea' : 'input', { id, class: 'mono', readonly: true, rows: lines > 1 ? lines : null, spellcheck: 'false' });
  shown.value = text;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // pages that came over plain HTTP from another machine have no clipboard but the one of the selection
      shown.select();
      document.execCommand('copy');
    }
    say('Copied.');
  };
  return h('div', { class: 'field' },
    h('label', { for: id }, label),
    h('div', { class: 'copyable' }, shown, button('Copy', copy, { 'aria-label': `Copy ${label}` })));
}

/** Shows a secret that will not be shown again; resolves once somebody said that they have it. */
export function showOnce({ title, label, secret, hint }) {
  return new Promise((resolve) => {
    const titleId = freshId('dialog');
    const dialog = h('dialog', { 'aria-labelledby': titleId },
      h('h2', { id: titleId }, title),
      h('div', { class: 'intro' }, h('p', {}, hint)),
      copyable(label, secret, { lines: 3 }),
      h('div', { class: 'buttons' }, button('I have kept it', () => dialog.close(), { kind: 'primary' })));
    // a second Escape would close it even where the first was not let through
    dialog.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault());
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
