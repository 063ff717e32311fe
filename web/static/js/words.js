// The interface's words that scripts need, as the server rendered them.
const texts = new Map();

function read(root) { for (const item of root.querySelectorAll('[data-words] > li')) texts.set(item.dataset.key, item.textContent); }

read(document);
// Another run may have other words.
document.addEventListener('htmx:load', ({ detail: { elt } }) => read(elt.parentElement ?? elt));

export function word(key, ...values) {
  return (texts.get(key) ?? key).replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
}
