// The tour is offered to newcomers and begins where it is asked for; it comes (tour.js) only then.
/** Frames and locked lessons have no link to it, and so no tour. */
export function newcomer(trainer, say) {
  if (!document.querySelector('[data-tour-here]')) return;
  const start = async (link) => (await import('./tour.js')).tour(trainer, { say, remember }, link);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-tour-here]');
    if (event.target.closest('[data-tour-never]')) {
      remember('done');
      document.getElementById('lesson').focus({ preventScroll: true });
    }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.closest('[popover]')?.hidePopover();
    link.closest('details')?.removeAttribute('open');
    start(link);
  });
  const asked = () => {
    if (location.hash !== '#tour') return;
    history.replaceState(history.state, '', location.pathname + location.search);
    start(document.querySelector('a[data-tour-here]'));
  };
  addEventListener('hashchange', asked);
  asked();
}

/** How far the learner has come: a step's name, or done. Where storage is barred it is known on this page only. */
function remember(name) {
  document.documentElement.dataset.tour = name;
  try { localStorage.setItem('sinefit-tour', name); } catch { /* then it is offered again */ }
}
