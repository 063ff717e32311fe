// What cannot be sent of two pasted columns: an address has its length. All else is the server's to judge. Knows no DOM.
const MOST = 200; // points, as the server has it
const LONGEST = 9000; // characters in the address

/** Why a text is too much: a message key and what it names; null if it can be sent. */
export function tooMuch(text) {
  const rows = text.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== ''), headings = rows.length > 0 && !/\d/.test(rows[0]) ? 1 : 0;
  if (rows.length - headings > MOST) return ['reject.pointsCount', 2, MOST, rows.length - headings];
  return encodeURIComponent(text).length > LONGEST ? ['reject.pointsLong', 4000, text.trim().length] : null;
}
