// Sets formulas with KaTeX, as the server hands them out: node formulas.mjs katex.cjs < one TeX a line > TeX, a tab and HTML a line.
// KaTeX's inline styles, which the page's policy forbids, become classes; the last line is their style sheet.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const katex = createRequire(import.meta.url)(resolve(process.argv[2]));
const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean).sort();
// The path of a root has several lines; a formula has one.
const set = lines.map((tex) => katex.renderToString(tex, { throwOnError: true, trust: true, strict: false }).replaceAll('\n', ' '));
const styles = [...new Set(set.flatMap((html) => [...html.matchAll(/ style="([^"]*)"/g)].map(([, style]) => style)))].sort();
const named = (tag) => tag.replace(/^(<\w+)((?: [\w-]+="[^"]*")*?) style="([^"]*)"/, (whole, start, others, style) => {
  const name = `k${styles.indexOf(style)}`;
  return start + (others.includes(' class="') ? others.replace(/ class="([^"]*)"/, ` class="$1 ${name}"`) : `${others} class="${name}"`);
});
const out = lines.map((tex, i) => `${tex}\t${set[i].replace(/<annotation.*?<\/annotation>/, '').replace(/<\w+[^>]*>/g, named)}`);
console.log([...out, styles.map((style, i) => `.katex .k${i}{${style.replace(/;$/, '')}}`).join('')].join('\n'));
