// Runs before the first paint, so that a dark reader never sees a light flash.
(function () {
  var root = document.documentElement, stored = null, asked = null;
  try { stored = localStorage.getItem('sinefit-theme'); } catch (e) { /* storage may be barred */ }
  try { asked = new URLSearchParams(location.search).get('theme'); } catch (e) { /* old browser */ }
  try { root.dataset.tour = localStorage.getItem('sinefit-tour') || ''; } catch (e) { /* then nobody knows */ }
  var known = function (t) { return t === 'light' || t === 'dark' ? t : null; };
  var dark = matchMedia('(prefers-color-scheme: dark)');
  root.dataset.theme = known(asked) || known(stored) || (dark.matches ? 'dark' : 'light');
  root.dataset.themeChosen = known(asked) || known(stored) ? 'yes' : 'no';
  root.classList.add('js');
})();
