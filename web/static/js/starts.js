// The start values as one text. Pure.

/** Start values, comma-separated, cut or padded with zeros to a number of them; no values stay none. */
export function fitted(init, size) {
  if (init.trim() === '' || !(size >= 1 && size <= 10)) return init;
  const values = init.split(',').slice(0, size);
  return [...values, ...Array(size - values.length).fill('0')].join(',');
}
