// A small identity server: the authorization code flow with PKCE (RFC 6749, section 4.1; RFC 7636) for public clients, and
// client credentials (RFC 6749, section 4.4). Prints its URL, and ends when its input does.

import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const CLIENT = 'docs-page';
const SECRET = 'client-secret';
/** The codes that wait to be exchanged, each with what it was asked for with. */
const codes = new Map();

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The page on which the user decides. */
function authorize(query, response) {
  const wrong = query.get('response_type') !== 'code' ? 'response_type'
    : query.get('client_id') !== CLIENT ? 'client_id'
    : query.get('code_challenge_method') !== 'S256' ? 'code_challenge_method'
    : !/^[\w-]{43}$/.test(query.get('code_challenge') ?? '') ? 'code_challenge'
    : !query.get('state') ? 'state'
    : undefined;
  if (wrong !== undefined) return send(response, 400, `wrong ${wrong}`);
  const fields = [...query].map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><title>Log in</title><form action="/decide">${fields.join('')}
    <p>${escape(CLIENT)} asks for: ${escape(query.get('scope') ?? '')}</p>
    <button name="answer" value="yes">Allow</button><button name="answer" value="no">Deny</button></form>`);
}

/** Sends the browser back, with a code if the user wants that. */
function decide(query, response) {
  const back = new URL(query.get('redirect_uri'));
  back.searchParams.set('state', query.get('state'));
  if (query.get('answer') === 'yes') {
    const code = randomBytes(16).toString('hex');
    codes.set(code, query);
    back.searchParams.set('code', code);
  } else {
    back.searchParams.set('error', 'access_denied');
  }
  response.writeHead(302, { location: back.href });
  response.end();
}

/** The token for a code, for who knows the verifier, or for a client with its secret. */
function token(form, authorization, response) {
  if (form.get('grant_type') === 'client_credentials') {
    const expected = `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')}`;
    if (authorization !== expected) return json(response, 401, { error: 'invalid_client' });
    return issue(response, 'client', form.get('scope') ?? '');
  }
  const asked = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  const verifier = form.get('code_verifier') ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const isRight = asked !== undefined
    && form.get('grant_type') === 'authorization_code'
    && form.get('client_id') === CLIENT
    && form.get('redirect_uri') === asked.get('redirect_uri')
    && /^[\w.~-]{43,128}$/.test(verifier)
    && challenge === asked.get('code_challenge');
  if (!isRight) return json(response, 400, { error: 'invalid_grant' });
  issue(response, 'user', asked.get('scope') ?? '');
}

function issue(response, who, scope) {
  const access_token = [who, ...scope.split(' ').filter((word) => word !== '')].join('.');
  json(response, 200, { access_token, token_type: 'bearer', expires_in: 600, scope });
}

function send(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(text);
}

/** An answer for a page of another origin. */
function json(response, status, value) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization, content-type, x-requested-with',
  });
  response.end(JSON.stringify(value));
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://identity');
  if (request.method === 'OPTIONS') return json(response, 200, {});
  if (request.method === 'GET' && url.pathname === '/authorize') return authorize(url.searchParams, response);
  if (request.method === 'GET' && url.pathname === '/decide') return decide(url.searchParams, response);
  if (request.method === 'POST' && url.pathname === '/token') {
    let body = '';
    for await (const chunk of request) body += chunk;
    return token(new URLSearchParams(body), request.headers.authorization, response);
  }
  send(response, 404, 'Not Found');
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit()).resume();
