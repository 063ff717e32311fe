// Imported before anything else: where theme.js found the browser too old, no other module runs, and the page stays as without scripts.
if (!document.documentElement.classList.contains('js')) throw new Error('This browser is older than the scripts of the page.');
