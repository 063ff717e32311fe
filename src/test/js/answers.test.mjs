import test from 'node:test';
import assert from 'node:assert/strict';
import { NoAnswer, part } from '../../../web/static/js/answers.js';
import { Way } from '../../../web/static/js/way.js';

const html = (text, type = 'text/html;charset=utf-8', init = {}) => new Response(text, { ...init, headers: { 'Content-Type': type, ...init.headers } });

function way() {
  const heard = [], one = new Way();
  one.strange = (what) => heard.push(what);
  one.answered = () => heard.push('answered');
  return { one, heard };
}

async function asked(response) {
  const { one, heard } = way();
  globalThis.fetch = async () => response;
  try {
    return { heard, text: await part('/labs/numpy?', 'class="lab ', one) };
  } catch (error) {
    assert(error instanceof NoAnswer, error);
    return { heard, error };
  }
}

test('a part of the page is taken as it comes', async () => {
  const { heard, text } = await asked(html('<section class="lab race">'));
  assert.equal(text, '<section class="lab race">');
  assert.deepEqual(heard, ['answered']);
});
test('a login page in its place is none, whatever its status', async () => {
  for (const [response, what] of [
    [html('<form class="login">'), '200 text/html'], [html('<p>no', 'text/html', { status: 403 }), '403'],
    [html('class="lab "', 'text/plain'), '200 text/plain'], [Response.redirect('http://portal.invalid/', 302), '302'],
  ]) {
    const { heard, error } = await asked(response);
    assert.deepEqual(heard, [what]);
    assert.equal(error.refused, null);
  }
});
test('a busy server and a refusal are the server’s own', async () => {
  const busy = await asked(html('', 'text/plain', { status: 429, headers: { 'Retry-After': '2' } }));
  assert.equal(busy.error.wait, 2000);
  assert.deepEqual(busy.heard, ['answered']);
  const refused = await asked(html('{}', 'application/json', { status: 422 }));
  assert.equal(refused.error.refused.status, 422);
});
