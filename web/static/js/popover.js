// What a button opens beside that button; on a phone the style sheet lays it along the lower edge instead.
// Browsers without the popover attribute (Safari before 17, Firefox before 125) get what the page uses of it from here.
const GAP = 8;
const native = typeof HTMLElement === 'undefined' || 'popover' in HTMLElement.prototype; // tests have no elements

/** Matches what is open. The name of a pseudo-class that a browser does not know makes a selector throw, or a rule void. */
export const OPEN = native ? ':popover-open' : '[popover].shown';

export function popovers() {
  if (!native) instead();
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

// Buttons open and close, one opened closes the others that it does not stand in, and so do Escape and a press elsewhere.
function instead() {
  const isOpen = (box) => box.classList.contains('shown'), all = () => [...document.querySelectorAll(OPEN)];
  const told = (box, newState) => box.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
  let opener = null;
  function hide(box, focus = true) {
    if (!isOpen(box)) return;
    const inside = box.contains(document.activeElement);
    box.classList.remove('shown');
    if (focus && inside && opener?.isConnected) opener.focus({ preventScroll: true });
    told(box, 'closed');
  }
  function show(box) {
    if (isOpen(box)) return;
    for (const other of all()) if (!other.contains(box)) hide(other, false);
    if (!box.contains(document.activeElement)) opener = document.activeElement;
    box.classList.add('shown');
    told(box, 'open');
  }
  Object.assign(HTMLElement.prototype, {
    showPopover() { show(this); },
    hidePopover() { hide(this); },
    togglePopover() { if (isOpen(this)) hide(this); else show(this); },
  });
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[popovertarget]'), box = button && document.getElementById(button.getAttribute('popovertarget'));
    if (!box) return;
    if (button.getAttribute('popovertargetaction') === 'hide') { hide(box); return; }
    button.focus({ preventScroll: true }); // Safari gives a pressed button no focus
    box.togglePopover();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    const button = target.closest('[popovertarget]')?.getAttribute('popovertarget');
    for (const box of all()) if (!box.contains(target) && box.id !== button && !box.contains(document.getElementById(button))) hide(box, false);
  }, true);
  // After whoever else listens on the document, who asks what is open above it.
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const last = all().pop();
    if (!last) return;
    hide(last);
    event.preventDefault();
  });
}
