import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, composing, keepComposing, KEYS, latin, modified } from '../../../web/static/js/keys.js';

const press = (key, shiftKey = false, code = '') => actOf({ key, shiftKey, code });

test('every key of the table is heard, with Shift only where it says so', () => {
  for (const [name, act] of Object.entries(KEYS)) {
    const [, shift, key] = /^(Shift )?(.+)$/s.exec(name);
    assert.equal(press(key, Boolean(shift)), act);
  }
  assert.equal(press('R', true), 'reset');
  assert.equal(press('N', true), 'random');
  assert.equal(press('?', true), 'keys');
  for (const other of ['a', 'Enter', 'Escape', 'ArrowUp', 'Shift']) assert.equal(press(other), undefined);
});

test('where the layout has another script, the key is known by its place', () => {
  for (const [key, code, act] of [['ㄱ', 'KeyR', 'reset'], ['ㄲ', 'KeyR', 'reset'], ['ㅜ', 'KeyN', 'random'], ['к', 'KeyR', 'reset'], ['т', 'KeyN', 'random'], ['ρ', 'KeyR', 'reset'],
    ['ق', 'KeyR', 'reset'], ['ר', 'KeyR', 'reset'], ['す', 'KeyR', 'reset'], ['r', 'KeyR', 'reset'], ['\u3000', 'Space', 'play'], ['Unidentified', 'KeyN', 'random']]) assert.equal(press(key, false, code), act, key);
  for (const [key, code] of [['?', 'Slash'], ['؟', 'Slash'], ['?', 'Slash'], ['?', 'Digit7'], ['?', 'Minus'], ['ю', 'Slash'], ['\u037e', 'KeyQ']]) assert.equal(press(key, true, code), 'keys', key);
  for (const [key, code] of [['ㅁ', 'KeyA'], ['ㄱ', ''], ['Process', 'KeyR'], ['Dead', 'KeyN'], ['HangulMode', 'Lang1']]) assert.equal(press(key, false, code), undefined, key);
});

test('a Latin letter is what the layout says, wherever its key lies', () => {
  assert.equal(press('r', false, 'KeyO'), 'reset'); // Dvorak
  assert.equal(press('p', false, 'KeyR'), undefined);
  assert.equal(press('ř', false, 'KeyR'), undefined);
});

test('a digit is one by its sign, or by its row', () => {
  for (const [key, code, shiftKey, digit] of [['3', 'Digit3', false, '3'], ['3', 'Numpad3', false, '3'], ['3', 'Digit3', true, '3'], ['"', 'Digit3', false, '3'], ['é', 'Digit2', false, '2'],
    ['٣', 'Digit3', false, '3'], ['3', 'Digit3', false, '3'], ['三', 'Digit3', false, '3']]) assert.equal(latin({ key, code, shiftKey }), digit, key);
  assert.equal(latin({ key: '#', code: 'Digit3', shiftKey: true }), '#');
  assert.equal(latin({ key: 'End', code: 'Numpad1', shiftKey: false }), 'End');
});

test('a key with another, or one that composes, is not the page\'s', () => {
  for (const name of ['ctrlKey', 'metaKey', 'altKey']) assert.ok(modified({ [name]: true }));
  assert.ok(modified({ getModifierState: (name) => name === 'AltGraph' }));
  assert.ok(!modified({ shiftKey: true, getModifierState: () => false }));
  assert.ok(composing({ isComposing: true, keyCode: 13 }) && composing({ isComposing: false, keyCode: 229 }) && !composing({ isComposing: false, keyCode: 13 }));
  const target = new EventTarget(), heard = [];
  keepComposing(target);
  target.addEventListener('keydown', ({ key }) => heard.push(key));
  for (const [key, isComposing] of [['Escape', true], ['Enter', true], ['r', false]]) target.dispatchEvent(Object.assign(new Event('keydown'), { key, isComposing }));
  assert.deepEqual(heard, ['r']);
});
