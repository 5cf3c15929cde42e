// Every scheme that the Authorize dialog has a form for: what is entered there reaches the application, and after Logout
// nothing does.

import assert from 'node:assert/strict';
import { run } from './docs_page.mjs';

const SIMPLE = [
  { path: '/bearer', scheme: 'HTTPBearer', fields: { 'auth-bearer-value': 'abc.def' }, sees: 'abc.def' },
  { path: '/basic', scheme: 'HTTPBasic', fields: { 'auth-basic-username': 'alice', 'auth-basic-password': 'a:b' }, sees: 'alice:a:b' },
  { path: '/header', scheme: 'HeaderKey', fields: { api_key_value: 'key-1' }, sees: 'key-1' },
  { path: '/query', scheme: 'QueryKey', fields: { api_key_value: 'key 2&x=1' }, sees: 'key 2&x=1' },
  { path: '/cookie', scheme: 'CookieKey', fields: { api_key_value: 'key-3' }, sees: 'key-3' },
];

await run('every-scheme', async (docs) => {
  const identity = process.env.IDENTITY;
  docs.expectHost(identity);
  await docs.cancelLogins();
  await docs.open();

  for (const { path, scheme, fields, sees } of SIMPLE) {
    await docs.verify(`GET ${path} gets what is entered for ${scheme}`, async () => {
      await docs.apply(scheme, fields);
      const result = await docs.execute('GET', path);
      assert.equal(result.status, 200, JSON.stringify(result.body));
      assert.equal(result.body, sees);
    });
    docs.expectStatus(path, 401);
    await docs.verify('and after Logout nothing', async () => {
      await docs.remove(scheme);
      const result = await docs.execute('GET', path);
      assert.equal(result.request.url(), docs.url(path));
      assert.equal(result.status, 401, JSON.stringify(result.body));
    });
  }
  await docs.verify('no cookie is left behind', async () => {
    assert.deepEqual(await docs.page.context().cookies(), []);
  });
  await docs.screenshot('1-refused');

  await docs.verify('the popup of the identity server asks for the scopes that are ticked', async () => {
    const scheme = await docs.scheme('OAuth2AuthorizationCodeBearer');
    await scheme.locator('#client_id_authorizationCode').fill('docs-page');
    await docs.choose(scheme, ['read']);
    await docs.screenshot('2-code');
    const [popup] = await Promise.all([
      docs.page.waitForEvent('popup'),
      scheme.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click(),
    ]);
    await popup.getByText('docs-page asks for: read', { exact: true }).waitFor();
    const asked = new URL(popup.url()).searchParams;
    assert.equal(asked.get('code_challenge_method'), 'S256');
    assert.equal(asked.get('redirect_uri'), docs.url('/docs/oauth2-redirect'));
    docs.popup = popup;
  });
  await docs.verify('with the code and its proof the page gets a token, and the popup closes', async () => {
    const [request] = await Promise.all([
      docs.page.waitForRequest(`${identity}/token`),
      docs.popup.waitForEvent('close'),
      docs.popup.getByRole('button', { name: 'Allow' }).click(),
    ]);
    const form = new URLSearchParams(request.postData());
    assert.equal(form.get('grant_type'), 'authorization_code');
    assert.match(form.get('code_verifier'), /^[\w.~-]{43,128}$/);
    const scheme = await docs.scheme('OAuth2AuthorizationCodeBearer');
    await scheme.getByRole('button', { name: 'Remove authorization' }).waitFor();
    await docs.closeDialog();
  });
  await docs.verify('GET /code gets the token', async () => {
    const result = await docs.execute('GET', '/code');
    assert.equal(result.status, 200, JSON.stringify(result.body));
    assert.equal(result.body, 'user.read');
  });
  await docs.screenshot('3-code-executed');
  await docs.remove('OAuth2AuthorizationCodeBearer');

  await docs.verify('who denies it is told so, and gets no token', async () => {
    const scheme = await docs.scheme('OAuth2AuthorizationCodeBearer');
    await scheme.locator('#client_id_authorizationCode').fill('docs-page');
    const [popup] = await Promise.all([
      docs.page.waitForEvent('popup'),
      scheme.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click(),
    ]);
    await Promise.all([popup.waitForEvent('close'), popup.getByRole('button', { name: 'Deny' }).click()]);
    await scheme.locator('.errors').getByText('access_denied').waitFor();
    await docs.closeDialog();
  });

  await docs.verify('a client gets a token with its secret, with the scope that is ticked', async () => {
    const scheme = await docs.scheme('OAuth2ClientCredentialsBearer');
    await scheme.locator('#client_id_clientCredentials').fill('docs-page');
    await scheme.locator('#client_secret_clientCredentials').fill('client-secret');
    await docs.choose(scheme, ['write']);
    await scheme.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
    await scheme.getByRole('button', { name: 'Remove authorization' }).waitFor();
    await docs.closeDialog();
    const result = await docs.execute('GET', '/client');
    assert.equal(result.status, 200, JSON.stringify(result.body));
    assert.equal(result.body, 'client.write');
  });
});
