// The start values as one text, parted by commas, or by semicolons where one of them holds a comma. Pure.
const mark = (text) => (text.includes(';') ? ';' : ',');

/** The values of a text. */
export const parted = (init) => init.split(mark(init));

/** Values as one text. */
export function joined(texts) {
  const plain = texts.map((text) => text.trim().replace(/\u2212/g, '-'));
  return plain.join(plain.some((text) => text.includes(',')) ? ';' : ',');
}

/** Start values, comma-separated, cut or padded with zeros to a number of them; no values stay none. */
export function fitted(init, size) {
  if (init.trim() === '' || !(size >= 1 && size <= 10)) return init;
  const values = parted(init).slice(0, size);
  return [...values, ...Array(size - values.length).fill('0')].join(mark(init));
}
