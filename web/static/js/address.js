// The address bar always holds the canonical recipe; the keys of the page itself stay as they are.
const PAGE_KEYS = ['lang', 'speed', 'at', 'pin', 'lock', 'mission', 'predict', 'theme', 'tab'];

/** The canonical address with the page's own keys of a query string after it. Pure. */
export function withPageKeys(address, search) {
  const [path, query = ''] = address.split('?');
  const kept = [...new URLSearchParams(search)].filter(([key]) => PAGE_KEYS.includes(key)).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const whole = [query, ...kept].filter(Boolean).join('&');
  return whole ? `${path}?${whole}` : path;
}

export function write(address, { replace }) {
  const next = withPageKeys(address, location.search);
  if (next === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', next + (replace ? location.hash : ''));
  links(address);
}

/** Takes a key of the page's own out of the address and returns its value. */
export function takeKey(key) {
  const search = new URLSearchParams(location.search), value = search.get(key);
  if (value === null) return null;
  // The recipe's own spelling (1e-06, pi, commas) stays as it is.
  const rest = location.search.slice(1).split('&').filter((pair) => pair.split('=')[0] !== key).join('&');
  history.replaceState(null, '', location.pathname + (rest ? `?${rest}` : '') + location.hash);
  return value;
}

/** Links that lead to this very run elsewhere: the other language. */
export function links(address) {
  const other = document.querySelector('[data-other-language]');
  if (!other) return;
  const search = new URLSearchParams(location.search);
  search.set('lang', other.dataset.otherLanguage);
  other.href = withPageKeys(address, search.toString());
}
