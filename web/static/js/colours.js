// The theme's colours for canvases, read once a theme.
let cache = null;

export function colour(name) {
  cache ??= new Map();
  if (!cache.has(name)) cache.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return cache.get(name);
}

/** A colour at a third of its weight; tokens are written #rrggbb. */
export function faint(name) { return `${colour(name)}57`; }

/** Lets go of the colours read so far; charts then ask again. */
export function forget() { cache = null; }

export function background(canvas) {
  const name = getComputedStyle(canvas.parentElement).getPropertyValue('--plot-bg').trim();
  return name;
}

export const isSmall = () => innerWidth < 641;
