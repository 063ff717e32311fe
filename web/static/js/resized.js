// Heard when an element's size has changed: in the next frame. What is changed at once may change the size of what was looked at
// already, and a browser that has to leave it at that tells the page so as an error.

/** @param {(elements: Set<Element>) => void} act is told whose size has changed @returns {{observe: (element: Element) => void, disconnect: () => void}} */
export function whenResized(act) {
  const changed = new Set();
  const watch = new ResizeObserver((entries) => {
    if (changed.size === 0) requestAnimationFrame(() => {
      act(new Set(changed));
      changed.clear();
    });
    for (const { target } of entries) changed.add(target);
  });
  return watch;
}
