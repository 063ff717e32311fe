// The interface's words that scripts need, as the server rendered them.
const texts = new Map([...document.querySelectorAll('[data-words] > li')].map((item) => [item.dataset.key, item.textContent]));

export function word(key, ...values) {
  return (texts.get(key) ?? key).replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
}
