// Numbers as they stand on the page: U+2212 minus, thin groups from 10 000, ×10ⁿ where digits would not fit.

const MINUS = '\u2212', THIN = '\u2009';
const RAISED = { '-': '\u207b', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

/** Digits in groups of three, from five digits before the point on. */
export function grouped(text) {
  return text.replace(/^(\D?)(\d{5,})/, (_, sign, digits) => sign + digits.replace(/\B(?=(\d{3})+(?!\d))/g, THIN));
}

/** 12 → "¹²", for exponents in plain text. */
export function raised(n) {
  return [...String(n)].map((c) => RAISED[c]).join('');
}

/** "1.23×10⁻⁵". */
export function scientific(value, digits = 2) {
  const [mantissa, exponent] = value.toExponential(Math.abs(value) >= 1e100 || Math.abs(value) < 1e-99 ? Math.min(1, digits) : digits).split('e');
  return `${mantissa.replace('-', MINUS)}×10${raised(Number(exponent))}`;
}

/**
 * A fixed number of decimals, unless the number is too large to be told that way, or so small that none of its digits
 * would show; `smallest: 0` for what passes for 0 there.
 */
export function fixed(value, decimals, { largest = 1e5, smallest = 0.5 * 10 ** -decimals } = {}) {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= largest || (size !== 0 && size < smallest)) return scientific(value);
  const text = value.toFixed(decimals);
  return grouped((Number(text) === 0 ? text.replace('-', '') : text).replace('-', MINUS));
}

/** A sum over the samples: two decimals, fewer when large, four digits when small. */
export function amount(value) {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return scientific(value, 3);
  if (size !== 0 && size < 0.01) return fixed(value, 6);
  if (size !== 0 && size < 1) return fixed(value, 4);
  return fixed(value, size >= 1e5 ? 0 : size >= 1e4 ? 1 : 2, { largest: 1e8 });
}

/** Four significant digits: 8.817, 0.03721, 4.943×10⁻⁵. */
export function significant(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return scientific(value, 3);
  return grouped(String(Number(value.toPrecision(4))).replace('-', MINUS));
}

const SMALL = 1e-3; // a coefficient that matters at this size shows in four decimals

/** A coefficient: four decimals, or what they would hide, unless it only passes through 0 on a larger scale. */
export function coefficient(value, scale = 0) {
  return fixed(value, Math.abs(value) >= 1000 ? 1 : 4, { largest: 1e5, smallest: scale < SMALL ? 5e-5 : 0 });
}

/** A coefficient after an update, with the digits in which a step shows. */
export function nextCoefficient(value, scale = 0) {
  return fixed(value, Math.abs(value) >= 100 ? 3 : 6, { smallest: scale < SMALL ? 5e-7 : 0 });
}

/** How large each coefficient is where a run begins and where it is going. */
export function scales({ start, theory }) {
  return start.map((value, k) => Math.max(Math.abs(value), Math.abs(theory?.optimum?.[k] ?? 0)));
}

/** A whole number. */
export function whole(value) {
  return grouped(String(value).replace('-', MINUS));
}

/** A rate as people write it, and as a field takes it: 1e-6, 0.002. */
export function rate(value, digits = 4) {
  const short = Number(value.toPrecision(digits));
  const size = Math.abs(short);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? short.toExponential().replace('e+', 'e') : String(short);
}

const LAST_BITS = 1e-13;

/** A limit of the rate as people write it: rounded down, so that what is told does keep to it. Some last bits above a short number count as that number. */
export function rateBelow(value, digits = 4) {
  const near = Number(value.toPrecision(digits));
  if (near <= value * (1 + LAST_BITS)) return rate(value, digits);
  return rate(near - 10 ** (Math.floor(Math.log10(value)) - digits + 1), digits);
}

const HARDLY = 1e-3, INVISIBLE = 1e-5; // how far from 1 a factor is not told by four digits, and not even by six decimals

/** A factor of something that goes on: four significant digits, or those that tell it from 1: 1.811, 1.00003, 1 − 2.1×10⁻⁸. */
export function multiple(value) {
  const off = value - 1, size = Math.abs(off);
  if (off === 0 || !(size < HARDLY)) return significant(value);
  return size < INVISIBLE ? `1 ${off > 0 ? '+' : MINUS} ${scientific(size, 1)}` : fixed(value, Math.ceil(-Math.log10(size)));
}

/** A share of a limit: two decimals, or those that tell it from 1. */
export function shareOf(value) {
  if (value >= 100) return '> 100';
  if (value < 0.01) return '< 0.01';
  return Math.abs(value - 1) < 0.005 && value !== 1 ? multiple(value) : value.toFixed(2);
}

/** A rate inside a formula, as [mantissa or '', exponent or null]: 2e-6 → ['2', -6], 1e-6 → ['', -6]. */
export function ratePieces(value) {
  const text = rate(value, 3);
  const at = text.indexOf('e');
  if (at < 0) return [text.replace('-', MINUS), null];
  const mantissa = text.slice(0, at);
  return [mantissa === '1' ? '' : mantissa, Number(text.slice(at + 1))];
}

// Numbers as people write them, by the server's rule (Numeral.java); both are tested with the same cases.
const POWER = /^(?:(.*[\d.,])[ \t\u00a0\u2009\u202f]*[×x*·⋅][ \t\u00a0\u2009\u202f]*|([+-]?))10(?:\^\(?([+-]?\d{1,9})\)?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9}))$/;
const MULTIPLE = /^([+-]?)(\d{0,4})\*?(?:pi|π)(?:\/(\d{1,4}))?$/;
const numeral = (mark, other, decimals) => new RegExp(`^[+-]?(?:[1-9]\\d{0,2}([ \\u00a0\\u2007\\u2009\\u202f'’]|${other})\\d{3}(?:\\1\\d{3})*(?:${mark}\\d+)?|(?:\\d+(?:${mark}${decimals})?|${mark}\\d+)(?:[eE][+-]?\\d+)?)$`);
const BY_POINT = numeral('\\.', ',', '\\d*'), BY_COMMA = numeral(',', '\\.', '\\d+');

// The plain text where the point is the decimal mark, and where the comma is; '' if it cannot be.
function readings(text) {
  let plain = text.trim().replace(/\u2212/g, '-');
  if (plain.length > 60) return ['', ''];
  const [, mantissa, sign, exponent, up] = plain.match(POWER) ?? [];
  if (exponent ?? up) plain = `${mantissa?.trim() ?? `${sign}1`}e${exponent ?? [...up].map((c) => (c === '⁻' ? '-' : c === '⁺' ? '' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('')}`;
  return [BY_POINT.test(plain) ? plain.replace(/[^\d.+\-eE]/g, '') : '', BY_COMMA.test(plain) ? plain.replace(/[^\d,+\-eE]/g, '').replace(',', '.') : ''];
}
const finite = (plain) => (Number.isFinite(Number(plain)) ? Number(plain) : NaN);

/** What a person may have typed as a number; NaN if it is none, or may mean two: 1,200. */
export function typedNumber(text) {
  const [point, comma] = readings(text), [, sign, times, parts] = text.trim().replace(/\u2212/g, '-').match(MULTIPLE) ?? [];
  if (times !== undefined) return (((sign === '-' ? -1 : 1) * (times === '' ? 1 : Number(times))) * Math.PI) / Number(parts ?? 1);
  if (!point || (point !== comma && comma && text.includes(','))) return point || !comma ? NaN : finite(comma);
  return finite(point);
}

/** The same for a whole number, where a comma can only part thousands. */
export function typedWhole(text) {
  const [point, comma] = readings(text), plain = point || comma, value = finite(plain || NaN);
  return /^[+-]?(\d+|[\d.]+[eE]\+?\d+)$/.test(plain) && Number.isInteger(value) ? value : NaN;
}
