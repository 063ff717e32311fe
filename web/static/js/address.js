// The address bar always holds the canonical recipe; the keys of the page itself stay as they are.
const PAGE_KEYS = ['lang', 'speed', 'at', 'pin', 'lock', 'mission', 'predict', 'theme', 'tab', 'slope', 'title', 'digest'];

/** The number in place of a mistake's name, while that is to be found; null if there is none. Pure. */
export function hidden(search) {
  const bug = new URLSearchParams(search).get('bug');
  return /^\d+$/.test(bug ?? '') ? bug : null;
}

/** A query of a run with the mistake that is to be found as the number that it is in the page's own. Pure. */
export function puzzled(query, search) {
  const number = hidden(search);
  return number ? query.replace(/(^|&)bug=\w+/, `$1bug=${number}`) : query;
}

/** A value as it stands in a query; what may be read there stays readable. Pure. */
export const escaped = (value) => encodeURIComponent(value).replace(/%(2C|3A|3D|2F|3B)/g, decodeURIComponent);

/** A query as one value within another: its pairs are parted by ";", which no messenger turns into the outer "&". Pure. */
export const nested = (query) => query.replace(/&/g, ';');

/** The canonical address with the page's own keys of a query string after it. Pure. */
export function withPageKeys(address, search) {
  const [path, plain = ''] = address.split('?'), query = puzzled(plain, search);
  const kept = [...new URLSearchParams(search)].filter(([key]) => PAGE_KEYS.includes(key)).map(([key, value]) => `${key}=${escaped(value)}`);
  const whole = [query, ...kept].filter(Boolean).join('&');
  return whole ? `${path}?${whole}` : path;
}

/** A query string with one key set to a value, or to several, or without it; the others stay as they are written. Pure. */
export function withKey(search, key, value) {
  const pairs = search.replace(/^\?/, '').split('&').filter((pair) => pair && pair.split('=')[0] !== key);
  if (value !== null) for (const one of [value].flat()) pairs.push(`${key}=${escaped(one)}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** Says in the address, and in links to this run in another language, how the page itself stands. */
export function note(key, value) {
  const search = withKey(location.search, key, value);
  if (search !== location.search) history.replaceState(history.state, '', location.pathname + search + location.hash);
  const other = document.querySelector('[data-other-language]');
  if (other) other.search = withKey(other.search, key, value);
}

/** The address as the recipe's own history knows it: choosing a tab or pinning is no other run. */
export function place() {
  return location.pathname + withKey(withKey(location.search, 'tab', null), 'pin', null);
}

export function write(address, { replace }) {
  let next = withPageKeys(address, location.search);
  if (next === location.pathname + location.search) return;
  if (!replace) next = withPageKeys(address, withKey(location.search, 'digest', null)); // it was another run's
  history[replace ? 'replaceState' : 'pushState'](null, '', next + (replace ? location.hash : ''));
  links(address);
}

/** Links to the other lessons take the run along, unless it is the lesson's own. */
export function rungs({ address, query }) {
  const run = address.includes('?') ? escaped(nested(puzzled(query, location.search))) : null;
  for (const link of document.querySelectorAll('[data-rung]:not([aria-current])')) {
    const keys = link.search.replace(/^\?/, '').split('&').filter((pair) => pair && !pair.startsWith('carry='));
    if (run !== null) keys.push(`carry=${run}`);
    link.setAttribute('href', keys.length > 0 ? `${link.pathname}?${keys.join('&')}` : link.pathname);
  }
}

/** Takes a key of the page's own out of the address and returns its value. */
export function takeKey(key) {
  const search = new URLSearchParams(location.search), value = search.get(key);
  if (value === null) return null;
  note(key, null);
  return value;
}

/** Links that lead to this very run elsewhere: the page of its own if this is framed, the other language. */
export function links(address) {
  const whole = document.querySelector('[data-whole]');
  if (whole) whole.href = withPageKeys(address.replace(/^\/embed\//, '/lessons/'), location.search);
  const other = document.querySelector('[data-other-language]');
  if (!other) return;
  const search = new URLSearchParams(location.search);
  search.set('lang', other.dataset.otherLanguage);
  other.href = withPageKeys(address, search.toString());
  const alternate = document.querySelector('link[rel=alternate][hreflang]');
  if (alternate) alternate.href = other.href;
}
