// Puts what a button opens beside that button; on a phone the style sheet lays it along the lower edge instead.
const GAP = 8;

export function popovers() {
  document.addEventListener('toggle', ({ target, newState }) => {
    if (newState !== 'open' || !target.matches('.pop')) return;
    // Of several buttons for one answer, the one just pressed.
    const openers = [...document.querySelectorAll(`[popovertarget="${target.id}"]:not([popovertargetaction=hide])`)];
    const opener = openers.find((button) => button === document.activeElement) ?? openers[0];
    if (opener) place(target, opener.getBoundingClientRect());
  }, true);
}

function place(box, at) {
  const { width, height } = box.getBoundingClientRect();
  const above = at.top - GAP - height, below = at.bottom + GAP;
  const top = below + height <= innerHeight - GAP || above < GAP ? Math.max(GAP, Math.min(below, innerHeight - GAP - height)) : above;
  box.style.left = `${Math.max(GAP, Math.min(at.left - 12, innerWidth - GAP - width))}px`;
  box.style.top = `${top}px`;
}
