// The interface's words that scripts need, as the server rendered them.
const texts = new Map();

/** Takes the words that stand in a part of the page: another run may have others. */
export function learn(root) { for (const item of root.querySelectorAll('[data-words] > li')) texts.set(item.dataset.key, item.textContent); }

learn(document);

export function word(key, ...values) {
  return (texts.get(key) ?? key).replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
}
