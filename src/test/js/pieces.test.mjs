import test from 'node:test';
import assert from 'node:assert/strict';
import { Trainer } from '../../../web/static/js/trainer.js';
import { Way } from '../../../web/static/js/way.js';
import * as wire from '../../../web/static/js/wire.js';
import { eventsOf } from '../../../web/static/js/stream.js';

const STEPS = 1000;
const run = { query: '', lesson: 'numpy', steps: STEPS, lr: 1e-6, tweaks: [], parameters: ['a'], start: [0], loss0: 100, theory: { stabilityLimit: 1 } };
const event = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const value = (step) => ({ step, loss: 1 / (step + 1), sse: 1, sae: 2, coefficients: [step], gradient: [step + 0.5] });

/** What the server would say of the steps from … to, one frame. */
function told(from, to) {
  const steps = Array.from({ length: Math.max(0, Math.min(to, STEPS - 1) - from + 1) }, (_, i) => value(from + i));
  const lines = steps.filter(({ step }) => step % 100 === 99).map(({ step }) => event('log', { step, text: `${step}` }));
  const trail = steps.map(({ step, loss, sae, coefficients }) => [step, loss, sae, ...coefficients]);
  const frame = steps.length ? event('frame', { ...steps.at(-1), trail, gradients: steps.map(({ gradient }) => gradient) }) : '';
  return lines.join('') + frame + (to >= STEPS - 1 ? event('finished', { final: value(STEPS), text: 'Result', digest: 'd' }) : '');
}

class Source {
  static all = [];
  readyState = 0;
  constructor(url) { this.url = new URL(url, 'http://x'); this.listeners = {}; this.open = true; Source.all.push(this); }
  addEventListener(name, act) { this.listeners[name] = act; }
  close() { this.open = false; }
  say(text) { for (const [name, data] of eventsOf(text)) this.listeners[name]?.({ data: JSON.stringify(data) }); }
}

/** A page with a clock of its own; `answer` makes the server's answers. */
function page(t, answer = null, why = null) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  Source.all = [];
  globalThis.EventSource = Source;
  const asked = [], way = new Way({ why });
  let now = 0;
  globalThis.fetch = async (address, { signal }) => {
    const url = new URL(address, 'http://x');
    asked.push(url);
    const given = answer?.(url, signal) ?? {}, whole = { status: 200, type: 'text/plain;charset=utf-8', ...given }, from = Number(url.searchParams.get('from')), until = Number(url.searchParams.get('until'));
    return {
      ok: whole.status === 200, status: whole.status, type: 'basic', headers: new Headers({ 'Content-Type': whole.type, ...whole.headers }),
      text: async () => whole.body ?? told(from, until), json: async () => JSON.parse(whole.body),
    };
  };
  const trainer = new Trainer({
    now: () => now, speed: 60,
    wire: { ...wire, fetchStep: async (_, step) => wire.rowOf(value(step)), openStream: (run_, where, on) => wire.openStream(run_, where, on, { way, random: () => 1, now: () => now }) },
  });
  trainer.load(run);
  const settled = async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); };
  return {
    trainer, asked, way, settled,
    async pass(ms) {
      for (let left = ms; left > 0; left -= 50) {
        now += 50;
        t.mock.timers.tick(50);
        await settled();
        trainer.tick();
      }
    },
  };
}

test('two streams that say nothing, then pieces: every row, line and the end, as the stream would have them', async (t) => {
  const { trainer, asked, way, pass } = page(t);
  trainer.play();
  await pass(3400);
  assert.equal(asked.length, 0);
  await pass(200);
  assert.equal(asked.length, 1);
  assert.ok(trainer.shown.step >= 0 && trainer.trace.length > 400, 'it moves after the first');
  assert.equal(way.why, null);
  await pass(3600);
  assert.equal(way.why, 'held');
  await pass(20000);
  assert.equal(Source.all.length, 2);
  assert.ok(Source.all.every(({ open }) => !open));
  assert.equal(trainer.end.kind, 'finished');
  assert.equal(trainer.end.digest, 'd');
  assert.equal(trainer.shown.step, STEPS);
  for (let step = 0; step < STEPS; step++) assert.deepEqual(trainer.trace.at(step), wire.rowOf(value(step)));
  assert.deepEqual([...trainer.logs.keys()], [99, 199, 299, 399, 499, 599, 699, 799, 899, 999]);
});

test('pieces are asked for ahead of the player, not all at once, each where the last one ended', async (t) => {
  const { trainer, asked, pass } = page(t, null, 'framed');
  trainer.play();
  await pass(100);
  assert.deepEqual(asked.map((url) => [url.pathname, url.searchParams.get('from'), url.searchParams.get('until')]), [['/train.txt', '0', '480']]);
  await pass(3500);
  assert.equal(asked.length, 1);
  await pass(1000);
  assert.equal(asked[1].searchParams.get('from'), '481');
  assert.equal(trainer.waiting, false);
  assert.equal(Source.all.length, 0);
});

test('in pieces one pauses, seeks and changes the rate as ever', async (t) => {
  const { trainer, asked, pass } = page(t, null, 'framed');
  trainer.play();
  await pass(2000);
  trainer.pause();
  const { step } = trainer.shown, before = asked.length;
  await pass(10000);
  assert.deepEqual([trainer.shown.step, asked.length], [step, before]);
  trainer.seek(700);
  await pass(200);
  assert.equal(trainer.shown.step, 700);
  assert.equal(asked.at(-1).searchParams.get('speed'), 'max');
  assert.equal(asked.at(-1).searchParams.get('until'), '700');
  trainer.seek(200);
  trainer.load({ ...run, query: 'tweak=200:lr=2e-06', tweaks: [{ step: 200, lr: 2e-6 }] });
  trainer.play();
  await pass(1000);
  assert.equal(asked.at(-1).searchParams.get('from'), '201');
  assert.equal(asked.at(-1).searchParams.get('tweak'), '200:lr=2e-06');
  assert.ok(trainer.shown.step > 240);
});

test('a slow network is no held stream: who was asked first and speaks first stays', async (t) => {
  let let_ = null;
  const { trainer, asked, way, pass, settled } = page(t);
  globalThis.fetch = (url, { signal }) => { asked.push(signal); return new Promise((_, reject) => { let_ = reject; signal.addEventListener('abort', () => reject(new Error('aborted'))); }); };
  for (let time = 0; time < 3; time++) {
    trainer.play();
    await pass(6000); // three seconds there, three back
    Source.all.at(-1).say(event('started', {}) + told(time * 100, time * 100 + 99));
    await settled();
    assert.equal(asked.at(-1).aborted, true);
    assert.equal(Source.all.at(-1).open, true);
    trainer.pause();
  }
  assert.ok(let_);
  assert.equal(way.why, null);
});

test('where streams are refused, and pieces not, the run comes in pieces', async (t) => {
  const { trainer, way, pass } = page(t);
  trainer.play();
  Source.all[0].onerror();
  await pass(600);
  assert.ok(trainer.trace.length > 400);
  Source.all[1].onerror();
  await pass(600);
  assert.equal(way.why, 'held');
});

test('a server that is full says when to come again', async (t) => {
  const { trainer, asked, pass, way } = page(t, () => ({ status: 503, headers: { 'Retry-After': '7' } }), 'framed');
  trainer.play();
  await pass(6900);
  assert.equal(asked.length, 1);
  await pass(300);
  assert.equal(asked.length, 2);
  await pass(60000);
  assert.equal(way.foreign, null);
});

test('who answers in the server’s place for half a minute is told of; once healed nothing is missing', async (t) => {
  let healed = false;
  const { trainer, way, pass } = page(t, () => (healed ? {} : { type: 'text/html', body: '<p>Log in' }));
  const changes = [];
  way.on(({ foreign }) => changes.push(foreign));
  trainer.play();
  for (let second = 0; second < 29; second++) {
    Source.all.filter(({ open }) => open).forEach((source) => source.onerror());
    await pass(1000);
  }
  assert.deepEqual(changes, []);
  for (let second = 0; second < 5; second++) {
    Source.all.filter(({ open }) => open).forEach((source) => source.onerror());
    await pass(1000);
  }
  assert.deepEqual(changes, ['200 text/html']);
  healed = true;
  for (let second = 0; second < 40 && trainer.trace.length < 400; second++) {
    Source.all.filter(({ open }) => open).forEach((source) => source.onerror());
    await pass(500);
  }
  assert.deepEqual(changes.slice(0, 2), ['200 text/html', null]);
  for (let step = 0; step < 400; step++) assert.equal(trainer.trace.at(step).step, step);
});

test('a step or samples that cannot be had are asked for again', async (t) => {
  let times = 0;
  const { trainer, pass } = page(t);
  trainer.wire = { ...trainer.wire, fetchStep: async (_, step) => { if (++times < 5) throw new Error('gone'); return wire.rowOf(value(step)); } };
  trainer.load({ ...run, query: 'steps=20000', steps: 20000 });
  trainer.seek(15000);
  await pass(400);
  assert.equal(trainer.waiting, true);
  await pass(5000);
  assert.equal(trainer.shown.step, 15000);
  assert.equal(trainer.waiting, false);
});

test('four windows with a stream make room when another one calls, three do not', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const [windows, why] of [[3, null], [4, 'crowded']]) {
    const all = new Set();
    const channel = () => {
      const mine = { postMessage: (data) => { for (const each of [...all]) if (each !== mine) each.onmessage?.({ data }); }, close: () => all.delete(mine) };
      all.add(mine);
      return mine;
    };
    let moved = 0;
    const ways = Array.from({ length: windows }, () => new Way({ channel }));
    for (const way of ways) way.hold(() => moved++);
    new Way({ channel }).call();
    t.mock.timers.tick(300);
    assert.deepEqual(ways.map((way) => way.why), Array(windows).fill(why));
    assert.equal(moved, why ? windows : 0);
  }
});
