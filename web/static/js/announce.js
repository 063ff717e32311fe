// What is said aloud: where the run stands, every few seconds and when it stops. Never each frame.
import { amount, whole } from './format.js';
import { broken } from './notice.js';
import { word } from './words.js';

const CALM = 5000;

export function announce(region, now = () => performance.now()) {
  let last = 0, wasPlaying = false, wasWaiting = false;
  const say = (text) => { region.textContent = text; last = now(); };
  const told = (key, { shown }) => say(word(key, whole(shown.step), amount(shown.loss)));
  return {
    say,
    show(trainer) { if (trainer.playing && now() - last > CALM) told('say.at', trainer); },
    state(trainer) {
      if (trainer.waiting && !wasWaiting) say(word('say.waiting'));
      if (wasPlaying && !trainer.playing) told(!trainer.atEnd ? 'say.paused' : trainer.end.kind === 'finished' ? 'say.finished' : broken(trainer.end) ? `say.${trainer.end.reason.kind}` : 'say.diverged', trainer);
      wasPlaying = trainer.playing;
      wasWaiting = trainer.waiting;
    },
  };
}
