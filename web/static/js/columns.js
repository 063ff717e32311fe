// What cannot be sent of two pasted columns: an address has its length. All else is the server's to judge. Knows no DOM.
const MOST = 200; // points, as the server has it
const HEADINGS = 3; // lines above them, at most
const LONGEST = 9000; // characters in the address

/** Why a text is too much: a message key and what it names; null if it can be sent. */
export function tooMuch(text) {
  if (encodeURIComponent(text).length <= LONGEST) return null;
  const rows = text.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== '').length;
  return rows > MOST + HEADINGS ? ['reject.pointsCount', 2, MOST, rows] : ['reject.pointsLong', 4000, text.trim().length];
}
