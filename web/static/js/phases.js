// Which of the four phases is lit: in the derivation, the code and the chart at once.
export function phases(root, changed) {
  const items = [...root.querySelectorAll('[data-phase]')];
  const light = (phase) => {
    for (const item of items) {
      const on = item.dataset.phase === phase;
      item.classList.toggle('on', on);
      if (on) item.querySelector('.ph').setAttribute('aria-current', 'step');
      else item.querySelector('.ph').removeAttribute('aria-current');
    }
    changed(phase);
  };
  root.addEventListener('click', (event) => {
    const item = event.target.closest('[data-phase]');
    if (item) light(item.dataset.phase);
  });
  light('gradient');
}
