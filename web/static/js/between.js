// Tells the reader how the run comes, where that is not as usual; and keeps other people's pages out of ours.
import { word } from './words.js';

/** Says in its line how the run comes, if it comes in pieces for want of a stream. */
export function way(line, here, say) {
  const text = here.why === 'held' ? word('way.held') : here.why === 'crowded' ? word('way.crowded') : '';
  if (text === line.textContent) return;
  line.textContent = text;
  line.hidden = text === '';
  if (text) say(text);
}

/** An answer to the form that is no form stands for a failure: somebody else has answered. */
export function watchForm(here) {
  document.addEventListener('htmx:beforeSwap', ({ detail }) => {
    const { xhr, target } = detail;
    if (target?.id !== 'recipe') return;
    if (xhr.status >= 400) {
      const ours = xhr.status === 422 || xhr.getResponseHeader('Retry-After') !== null;
      if (ours) here.answered();
      else here.strange(String(xhr.status));
    } else if (xhr.responseText.includes('id="recipe"')) here.answered();
    else {
      here.strange(`${xhr.status} ${(xhr.getResponseHeader('Content-Type') ?? '').split(';')[0]}`.trim());
      detail.shouldSwap = false;
      detail.isError = true;
    }
  }, true); // before the form itself looks at it
}
