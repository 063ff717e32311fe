// What each part of the page that comes late brings along: its style sheet and its words.

const sheets = new Map();

/** A style sheet, once. Resolves as it is there, and also where it cannot be had: then the part stands without, and the next one asks again. */
export function sheet(css) {
  if (!sheets.has(css)) {
    sheets.set(css, new Promise((resolve) => {
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: css, onload: resolve });
      link.onerror = () => {
        sheets.delete(css);
        link.remove();
        resolve();
      };
      document.head.append(link);
    }));
  }
  return sheets.get(css);
}

/** The words that stand in a part, by their keys, with values in place of {0}, {1} …; a figure stays in one line. */
export function phrases(root) {
  const texts = new Map([...root.querySelectorAll('[data-say]')].map(({ dataset, textContent }) => [dataset.say, textContent]));
  return (key, ...values) => texts.get(key).replace(/\{(\d)\}/g, (_, i) => String(values[i] ?? '').replaceAll('\u2009', '\u202f'));
}
