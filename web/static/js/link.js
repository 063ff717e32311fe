// A link to a run with what goes along in it, and what a digest in a link means. Pure.
import { withKey, withPageKeys } from './address.js';

const SHOWN = 16; // hexadecimal digits of a digest in a link

/**
 * The address of a run with keys of the page.
 *
 * @param {string} address canonical, path and query
 * @param {string} search the query string of the page, whose other keys go along
 * @param {Object<string, string|null>} keys values of the page's keys; null or empty: without it
 */
export function linkTo(address, search, keys) {
  const whole = Object.entries(keys).reduce((query, [key, value]) => withKey(query, key, value || null), search);
  return withPageKeys(address, whole);
}

/** The same run in a frame. */
export function framed(address) {
  return address.replace(/^\/(lessons\/|(?=\?|$))/, (_, lesson) => (lesson ? '/embed/' : '/embed/numpy'));
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** HTML that puts a frame into somebody's page. */
export function snippet(source, title) {
  return `<iframe src="${escaped(source)}" width="640" height="480" title="${escaped(title)}" loading="lazy" style="border:0;max-width:100%"></iframe>`;
}

/** What a link says of a run's outcome. */
export const digestKey = (engine, digest) => `${engine}-${digest.slice(0, SHOWN)}`;

/**
 * What a link says of the outcome, against what came out here.
 *
 * @param {string} said "2-0123456789abcdef", or without the engine's version
 * @param {number} engine version of the engine here
 * @param {string|null} digest of the run here, or null if it has not ended yet
 * @returns {{verdict: 'engine'|'waits'|'same'|'other', values: string[]}}
 */
export function compared(said, engine, digest) {
  const [hex, version] = said.split('-').reverse();
  if (version !== undefined && Number(version) !== engine) return { verdict: 'engine', values: [version, String(engine)] };
  if (digest === null) return { verdict: 'waits', values: [] };
  const short = (text) => text.slice(0, 8);
  return digest.startsWith(hex) ? { verdict: 'same', values: [short(digest)] } : { verdict: 'other', values: [short(hex), short(digest)] };
}
