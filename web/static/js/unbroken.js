// Keeps a line from ending within a number or a short formula of a sentence, as the server does in its pages (Unbroken.java).
const KEPT = /(\d[\d.,\u2009]*(?:e[-\u2212+]?\d+|×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+| %)|\d+(?:\u2009\d{3})+(?:\.\d+)?|[−-]\d[\d.]*|(?:sin|cos|exp) x)/;

/** A sentence as strings and, for what stays together, elements. */
export function unbroken(text) {
  return text.split(KEPT).filter(Boolean).map((piece) => {
    if (!KEPT.test(piece)) return piece;
    const kept = Object.assign(document.createElement('span'), { className: 'nobr', textContent: piece });
    kept.translate = false;
    return kept;
  });
}
