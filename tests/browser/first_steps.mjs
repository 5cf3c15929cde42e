// The first steps of the tutorial: an operation behind a password bearer scheme, no token operation yet.

import assert from 'node:assert/strict';
import { run } from './docs_page.mjs';

await run('first-steps', async (docs) => {
  const { page } = docs;
  await docs.open();

  await docs.verify('the title is "Portcullis", the version "0.1.0"', async () => {
    assert.match(await page.title(), /^Portcullis\b/);
    const title = page.locator('.info .title');
    assert.match(await title.innerText(), /^Portcullis\b/);
    assert.equal((await title.locator('pre.version').first().innerText()).trim(), '0.1.0');
  });
  await docs.verify('the document is an OpenAPI 3.1 one', async () => {
    assert.equal((await page.locator('.info .title .version-stamp').innerText()).trim(), 'OAS 3.1');
  });

  const operation = docs.operation('GET', '/items/');
  await docs.verify('GET /items/ is there as "Read Items"', async () => {
    assert.equal(await operation.locator('.opblock-summary-description').innerText(), 'Read Items');
  });
  await docs.verify('it carries an open padlock', async () => {
    await operation.getByRole('button', { name: 'authorization button unlocked' }).waitFor();
  });
  await docs.verify('it has no parameters', async () => {
    await docs.expand(operation);
    assert.equal((await operation.locator('.parameters-container').innerText()).trim(), 'No parameters');
  });
  await docs.verify('its response 200 "Successful Response" is documented as application/json', async () => {
    const row = operation.locator('.responses-table:not(.live-responses-table) .response[data-code="200"]');
    assert.equal((await row.locator('.response-col_description__inner').innerText()).trim(), 'Successful Response');
    assert.equal(await row.getByRole('combobox', { name: 'Media Type' }).inputValue(), 'application/json');
  });
  await docs.screenshot('1-docs');

  await docs.verify('the Authorize dialog asks for username, password, client id and client secret', async () => {
    const flow = await docs.flow();
    assert.match(await flow.locator('h4').first().innerText(), /^OAuth2PasswordBearer \(OAuth2, password\)/);
    assert.match(await flow.innerText(), /Token URL:\s*token\b/);
    for (const label of ['username:', 'password:', 'client_id:', 'client_secret:']) {
      await flow.getByLabel(label, { exact: true }).waitFor();
    }
  });
  await docs.screenshot('2-dialog');

  docs.expectStatus('/token', 404);
  const attempt = await docs.verify('authorizing sends the form to /token, which answers 404', async () => {
    const attempt = await docs.authorize('johndoe', 'secret');
    assert.equal(attempt.request.url(), docs.url('/token'));
    assert.equal(attempt.response.status(), 404);
    return attempt;
  });
  await docs.verify(`and fails visibly: "${attempt.error}"`, () => assert.match(attempt.error ?? '', /Not Found/));
  await docs.screenshot('3-authorize-failed');
  await docs.closeDialog();

  docs.expectStatus('/items/', 401);
  const result = await docs.verify('executing GET /items/ asks the application itself', async () => {
    const result = await docs.execute('GET', '/items/');
    assert.equal(result.request.url(), docs.url('/items/'));
    assert.equal(result.url, docs.url('/items/'));
    assert.equal(result.request.headers().authorization, undefined);
    return result;
  });
  await docs.verify('the response shown is 401', () => assert.equal(result.status, 401));
  await docs.verify('its body is {"detail":"Not authenticated"}', () => assert.deepEqual(result.body, { detail: 'Not authenticated' }));
  await docs.verify('its header says www-authenticate: Bearer', () => assert.equal(result.headers['www-authenticate'], 'Bearer'));
  await docs.screenshot('4-executed');
});
