// A link that could not be read: the run that is shown instead is not trained before the reader takes it or mends a setting.

/** @param {{barred: boolean, on: Function}} trainer barred: whether it may not set out yet */
export function refusedLink(trainer) {
  const box = document.querySelector('[data-refused]'), controls = document.querySelector('[data-transport]');
  if (!box) return;
  let runs = 0;
  trainer.barred = true;

  function take() {
    trainer.barred = false;
    controls.hidden = false;
    box.remove();
  }

  box.querySelector('[data-accept]').addEventListener('click', () => {
    take();
    controls.querySelector('[data-act=play]').focus({ preventScroll: true });
  });
  trainer.on('run', () => { if (trainer.barred && ++runs > 1) take(); }); // the first is the one shown instead
}
