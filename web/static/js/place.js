// Where labels stand: apart from one another, and off what they would cover. Boxes are {left, right, top, bottom}.

/** How much of one box lies under the other, in square pixels. */
export function overlap(a, b) {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left), height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** What a set of boxes covers of one another, of the obstacles, and of the world outside top … bottom. */
export function crowding(boxes, obstacles, { top, bottom }) {
  let covered = 0;
  boxes.forEach((box, i) => {
    for (const other of boxes.slice(i + 1)) covered += overlap(box, other);
    for (const obstacle of obstacles) covered += overlap(box, obstacle);
    covered += (Math.max(0, top - box.top) + Math.max(0, box.bottom - bottom)) * (box.right - box.left);
  });
  return covered;
}

const EASE = 3; // px of air around what a label moves back beside

/**
 * Index of the first candidate, a set of boxes each, that covers nothing, or else covers least. The one chosen
 * before stays while it can, unless an earlier one has room to spare: labels do not hop.
 */
export function roomiest(candidates, obstacles, area, before = -1) {
  const stays = candidates[before] && crowding(candidates[before], obstacles, area) === 0;
  const wide = stays ? obstacles.map(({ left, right, top, bottom }) => ({ left: left - EASE, right: right + EASE, top: top - EASE, bottom: bottom + EASE })) : obstacles;
  let best = stays ? before : 0, least = Infinity;
  for (let i = 0; i < (stays ? before : candidates.length); i++) {
    const covered = crowding(candidates[i], wide, area);
    if (covered === 0) return i;
    if (!stays && covered < least) { best = i; least = covered; }
  }
  return best;
}

/**
 * Heights at least `gap` apart (closer only if there is no room for all), in their order, near the wanted ones and
 * within low … high.
 */
export function spread(wanted, gap, low, high) {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i] - wanted[j] || i - j);
  const apart = wanted.length > 1 ? Math.min(gap, (high - low) / (wanted.length - 1)) : 0;
  // Groups that touch move as one, to where they are nearest on average.
  const groups = [];
  for (const i of order) {
    let group = { members: [i], middle: Math.min(Math.max(wanted[i], low), high) };
    for (let last = groups.at(-1); last && group.middle - last.middle < (apart * (group.members.length + last.members.length)) / 2 - 1e-9; last = groups.at(-1)) {
      groups.pop();
      const members = [...last.members, ...group.members];
      group = { members, middle: members.reduce((sum, m) => sum + Math.min(Math.max(wanted[m], low), high), 0) / members.length };
      const half = (apart * (members.length - 1)) / 2;
      group.middle = Math.min(Math.max(group.middle, low + half), high - half);
    }
    groups.push(group);
  }
  const places = new Array(wanted.length);
  for (const { members, middle } of groups) members.forEach((m, k) => { places[m] = middle + apart * (k - (members.length - 1) / 2); });
  return places;
}

/** Indices of those spans, from left to right, that do not reach into one taken before. */
export function apart(spans, gap = 0) {
  const kept = [];
  let end = -Infinity;
  for (const i of spans.map((_, k) => k).sort((a, b) => spans[a].left - spans[b].left)) {
    if (spans[i].left < end + gap) continue;
    kept.push(i);
    end = spans[i].right;
  }
  return kept;
}
