// The password flow with scopes: a token permits what is ticked in the Authorize dialog.

import assert from 'node:assert/strict';
import { run } from './docs_page.mjs';

await run('scopes', async (docs) => {
  await docs.open();
  for (const scopes of [['me'], ['me', 'items']]) {
    await docs.verify(`johndoe asks for ${scopes.join(' and ')}`, async () => {
      await docs.choose(await docs.flow(), scopes);
      await docs.screenshot(`1-${scopes.join('-')}`);
      const { request, error } = await docs.authorize('johndoe', 'secret');
      assert.equal(new URLSearchParams(request.postData()).get('scope'), scopes.join(' '));
      assert.equal(error, null);
      await docs.closeDialog();
    });
    await docs.verify('GET /users/me/ needs me alone', async () => {
      const result = await docs.execute('GET', '/users/me/');
      assert.equal(result.status, 200, JSON.stringify(result.body));
    });
    const status = scopes.includes('items') ? 200 : 403;
    docs.expectStatus('/users/me/items/', status);
    await docs.verify(`GET /users/me/items/ answers ${status}`, async () => {
      const result = await docs.execute('GET', '/users/me/items/');
      assert.equal(result.status, status, JSON.stringify(result.body));
      if (status === 403) assert.match(result.headers['www-authenticate'], /error="insufficient_scope"/);
    });
    await docs.screenshot(`2-${scopes.join('-')}`);
    await docs.logOut();
  }
});
