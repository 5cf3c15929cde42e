// The tutorial's simple OAuth2: log in with password and bearer, read the current user.

import assert from 'node:assert/strict';
import { run } from './docs_page.mjs';

await run('simple-oauth2', async (docs) => {
  await docs.open();
  await docs.screenshot('1-docs');

  await docs.verify('johndoe is authorized with a POST of the password form to /token', async () => {
    const { request, response, error } = await docs.authorize('johndoe', 'secret');
    assert.equal(request.url(), docs.url('/token'));
    assert.equal(response.status(), 200, await response.text());
    assert.match(request.headers()['content-type'], /^application\/x-www-form-urlencoded\b/);
    const form = new URLSearchParams(request.postData());
    assert.equal(form.get('grant_type'), 'password');
    assert.equal(form.get('username'), 'johndoe');
    assert.equal(form.get('password'), 'secret');
    assert.equal(error, null);
  });
  await docs.screenshot('2-authorized');
  await docs.closeDialog();
  await docs.verify('the padlock of GET /users/me is closed', async () => {
    await docs.operation('GET', '/users/me').getByRole('button', { name: 'authorization button locked' }).waitFor();
  });
  await docs.verify('GET /users/me with the token answers 200 with johndoe', async () => {
    const result = await docs.execute('GET', '/users/me');
    assert.equal(result.request.url(), docs.url('/users/me'));
    assert.equal(result.url, docs.url('/users/me'));
    assert.match(result.request.headers().authorization ?? '', /^Bearer ./);
    assert.equal(result.status, 200, JSON.stringify(result.body));
    assert.equal(result.body.username, 'johndoe');
  });
  await docs.screenshot('3-executed');

  docs.expectStatus('/users/me', 401);
  await docs.verify('after Logout no token is sent and the answer is 401', async () => {
    await docs.logOut();
    const result = await docs.execute('GET', '/users/me');
    assert.equal(result.request.url(), docs.url('/users/me'));
    assert.equal(result.request.headers().authorization, undefined);
    assert.equal(result.status, 401, JSON.stringify(result.body));
    assert.deepEqual(result.body, { detail: 'Not authenticated' });
    assert.equal(result.headers['www-authenticate'], 'Bearer');
  });
  await docs.screenshot('4-logged-out');

  docs.expectStatus('/users/me', 400);
  await docs.verify('alice is authorized, but GET /users/me answers 400 "Inactive user"', async () => {
    const { response, error } = await docs.authorize('alice', 'secret2');
    assert.equal(response.status(), 200, await response.text());
    assert.equal(error, null);
    await docs.closeDialog();
    const result = await docs.execute('GET', '/users/me');
    assert.equal(result.status, 400, JSON.stringify(result.body));
    assert.deepEqual(result.body, { detail: 'Inactive user' });
  });
  await docs.screenshot('5-inactive-user');
  await docs.logOut();

  docs.expectStatus('/token', 400);
  const attempt = await docs.verify('a wrong password is refused with 400', async () => {
    const attempt = await docs.authorize('johndoe', 'wrong');
    assert.equal(attempt.request.url(), docs.url('/token'));
    assert.equal(attempt.response.status(), 400, await attempt.response.text());
    return attempt;
  });
  await docs.verify(`and the dialog says so: "${attempt.error}"`, () => assert.match(attempt.error ?? '', /^Error: ./));
  await docs.screenshot('6-wrong-password');
  await docs.verify('the right password helps in the same dialog', async () => {
    const { error } = await docs.authorize('johndoe', 'secret');
    assert.equal(error, null);
  });
});
