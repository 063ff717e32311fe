// Runs before the first paint, so that a dark reader never sees a light flash. In the language of old browsers: it
// decides whether this one is new enough for the page's scripts (README names the versions); if not, the page is as without them.
(function () {
  var root = document.documentElement, stored = null, asked = null, able = false;
  try { stored = localStorage.getItem('sinefit-theme'); } catch (e) { /* storage may be barred */ }
  try { asked = new URLSearchParams(location.search).get('theme'); } catch (e) { /* old browser */ }
  try { root.dataset.tour = localStorage.getItem('sinefit-tour') || ''; } catch (e) { /* then nobody knows */ }
  var known = function (t) { return t === 'light' || t === 'dark' ? t : null; };
  var dark = matchMedia('(prefers-color-scheme: dark)');
  root.dataset.theme = known(asked) || known(stored) || (dark.matches ? 'dark' : 'light');
  root.dataset.themeChosen = known(asked) || known(stored) ? 'yes' : 'no';
  try {
    able = 'noModule' in HTMLScriptElement.prototype && Boolean(Array.prototype.toReversed) && 'isWellFormed' in String.prototype
      && CSS.supports('selector(:has(a))') && CSS.supports('container-type', 'inline-size')
      && CSS.supports('grid-template-columns', 'subgrid') && CSS.supports('color', 'color-mix(in srgb, red, blue)');
  } catch (e) { /* older than any of this */ }
  if (able) { root.classList.add('js'); return; }
  document.addEventListener('DOMContentLoaded', function () {
    document.body.setAttribute('hx-disable', ''); // heard before htmx looks at the page
    var spare = document.querySelectorAll('noscript'), told = document.querySelector('.old-browser'), i;
    for (i = 0; i < spare.length; i++) {
      var box = document.createElement('div');
      box.innerHTML = spare[i].textContent;
      spare[i].parentNode.replaceChild(box, spare[i]);
    }
    if (told) told.removeAttribute('hidden');
  });
})();
