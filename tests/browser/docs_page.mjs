// Drives the docs page of a running application: what the scripts beside this file share.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { chromium } from 'playwright-core';

const TIMEOUT = 20_000;

/** Runs `script(docs)` against the application named on the command line and reports. */
export async function run(name, script) {
  const [base, shots] = process.argv.slice(2);
  if (base === undefined || !URL.canParse(base)) {
    console.error(`usage: [PREFIX=/api/v1] node ${name.replaceAll('-', '_')}.mjs BASE_URL [SCREENSHOT_DIR]`);
    process.exit(2);
  }
  let browser, docs;
  try {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        // Chromium refuses to run as root, as in a container, with its sandbox.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    });
    docs = await DocsPage.create(browser, name, base, process.env.PREFIX ?? '', shots);
    await script(docs);
    await docs.verifyClean();
    console.log(`${docs.passed} passed, 0 failed`);
  } catch (error) {
    const message = stripVTControlCharacters(String(error?.message ?? error)).trim();
    console.error(`FAILED  ${docs?.current ?? name}\n        ${message.replaceAll('\n', '\n        ')}`);
    for (const line of docs?.complaints() ?? []) console.error(`        ${line}`);
    await docs?.screenshot('failure').catch(() => {});
    console.log(`${docs?.passed ?? 0} passed, 1 failed`);
    process.exitCode = 1;
  } finally {
    await browser?.close();
  }
}

export class DocsPage {
  passed = 0;
  /** What is being verified, for the message of a failure. */
  current = undefined;
  #expected = new Set();
  #violations = [];
  #messages = [];
  #elsewhere = [];
  #hosts = new Set();

  static async create(browser, name, base, prefix, shots) {
    const docs = new DocsPage();
    docs.name = name;
    // Without the slashes at the end, so that paths can be appended.
    docs.root = base.replace(/\/+$/, '') + prefix.replace(/\/+$/, '');
    docs.shots = shots;
    if (shots) mkdirSync(shots, { recursive: true });
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
    context.setDefaultTimeout(TIMEOUT);
    docs.page = await context.newPage();
    await docs.#listen();
    return docs;
  }

  async #listen() {
    const { page } = this;
    const origin = new URL(this.root).origin;
    await page.exposeFunction('__reportViolation', (violation) => this.#violations.push(violation));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.__reportViolation(
          `${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile || event.documentURI}:${event.lineNumber} ${event.sample}`.trim());
      });
    });
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      // Chromium reports each answer of 400 and above. For answers that the script wants that is no complaint.
      const status = /^Failed to load resource: the server responded with a status of (\d+)/.exec(message.text())?.[1];
      if (status !== undefined && this.#expected.has(`${status} ${message.location().url}`)) return;
      this.#messages.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.#messages.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (['data:', 'blob:'].includes(url.protocol) || url.origin === origin || this.#hosts.has(url.origin)) return;
      this.#elsewhere.push(request.url());
    });
  }

  /** Absolute URL of a path of the application. */
  url(path) {
    return this.root + path;
  }

  /** Says that `path` is going to answer with this error status. */
  expectStatus(path, status) {
    this.#expected.add(`${status} ${this.url(path)}`);
  }

  /** Says that the page may ask this origin, too. */
  expectHost(origin) {
    this.#hosts.add(origin);
  }

  /** Cancels the browser's own login dialog, which it shows for the challenges Basic and Digest, whenever it comes up. */
  async cancelLogins() {
    const devtools = await this.page.context().newCDPSession(this.page);
    devtools.on('Fetch.requestPaused', ({ requestId }) => devtools.send('Fetch.continueRequest', { requestId }));
    devtools.on('Fetch.authRequired', ({ requestId }) =>
      devtools.send('Fetch.continueWithAuth', { requestId, authChallengeResponse: { response: 'CancelAuth' } }));
    await devtools.send('Fetch.enable', { handleAuthRequests: true });
  }

  /** Runs one check: it passes unless `check` throws. Its result is returned. */
  async verify(what, check) {
    this.current = what;
    const result = await check();
    this.current = undefined;
    this.passed += 1;
    console.log(`ok      ${what}`);
    return result;
  }

  complaints() {
    return [
      ...this.#violations.map((violation) => `content security policy: ${violation}`),
      ...this.#elsewhere.map((url) => `request to another host: ${url}`),
      ...this.#messages.map((message) => `console: ${message}`),
    ];
  }

  async verifyClean() {
    // What the page logged before this answer has arrived when the answer has.
    await this.page.evaluate(() => new Promise(requestAnimationFrame));
    await this.verify('no violation of the content security policy', () => assert.deepEqual(this.#violations, []));
    await this.verify('no request to a host that is not expected', () => assert.deepEqual(this.#elsewhere, []));
    await this.verify('no unexpected error or warning in the console', () => assert.deepEqual(this.#messages, []));
  }

  async screenshot(what) {
    if (!this.shots) return;
    // The dialog covers the window, not the whole page.
    const fullPage = !(await this.page.locator('.dialog-ux').isVisible());
    await this.page.screenshot({ path: join(this.shots, `${this.name}-${what}.png`), fullPage });
  }

  /** Opens the docs page and waits until its operations are there. */
  async open(path = '/docs') {
    await this.verify(`${this.url(path)} answers with a page`, async () => {
      const response = await this.page.goto(this.url(path), { waitUntil: 'load' });
      assert.equal(response.status(), 200, `status ${response.status()}`);
      assert.match(response.headers()['content-type'] ?? '', /^text\/html\b/);
      this.headers = response.headers();
    });
    await this.verify('its content security policy allows nothing inline and nothing of other hosts', () => {
      const policy = this.headers['content-security-policy'] ?? '';
      assert.match(policy, /(^|;)\s*default-src 'none'\s*(;|$)/, `policy: ${policy}`);
      assert.match(policy, /(^|;)\s*script-src 'self'\s*(;|$)/, `policy: ${policy}`);
      assert.match(policy, /(^|;)\s*style-src 'self'\s*(;|$)/, `policy: ${policy}`);
    });
    await this.verify('Swagger UI shows the operations', () => this.page.locator('.opblock').first().waitFor());
  }

  /** The block of one operation. */
  operation(method, path) {
    return this.page
      .locator('.opblock')
      .filter({ has: this.page.locator(`.opblock-summary-path[data-path="${path}"]`) })
      .filter({ has: this.page.locator('.opblock-summary-method').getByText(method, { exact: true }) });
  }

  async expand(operation) {
    const control = operation.locator('.opblock-summary-control');
    if ((await control.getAttribute('aria-expanded')) !== 'true') await control.click();
    // The block opens before its contents have been resolved.
    await operation.locator('.try-out__btn').first().waitFor();
  }

  /** The part of the open dialog for the scheme of this name in the document. */
  async scheme(name) {
    const dialog = await this.openDialog();
    return dialog.locator('.auth-container').filter({ has: this.page.locator('h4').filter({ hasText: new RegExp(`^${name}\\b`) }) });
  }

  /** Fills the fields of a scheme without a flow in, authorizes and closes the dialog. */
  async apply(name, fields) {
    const scheme = await this.scheme(name);
    for (const [field, value] of Object.entries(fields)) await scheme.locator(`#${field}`).fill(value);
    await scheme.getByRole('button', { name: 'Apply credentials' }).click();
    await scheme.getByRole('button', { name: 'Remove authorization' }).waitFor();
    await this.closeDialog();
  }

  /** Gives the authorization of a scheme up and closes the dialog. */
  async remove(name) {
    const scheme = await this.scheme(name);
    await scheme.getByRole('button', { name: 'Remove authorization' }).click();
    await this.closeDialog();
  }

  /** Ticks exactly these scopes in a part of the dialog. */
  async choose(part, scopes) {
    for (const box of await part.locator('.scopes input[type=checkbox]').all()) {
      const wanted = scopes.includes(await box.getAttribute('data-value'));
      // The box itself is hidden behind a drawn one.
      if ((await box.isChecked()) !== wanted) await box.locator('xpath=..').locator('.item').click();
      assert.equal(await box.isChecked(), wanted);
    }
  }

  /** Opens the dialog of the Authorize button. */
  async openDialog() {
    const dialog = this.page.locator('.dialog-ux');
    if (!(await dialog.isVisible())) await this.page.locator('.auth-wrapper button.authorize').click();
    await dialog.waitFor();
    return dialog;
  }

  async closeDialog() {
    const dialog = this.page.locator('.dialog-ux');
    await dialog.locator('button.btn-done').first().click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** The part of the open dialog for one flow of an OAuth2 scheme. */
  async flow(name = 'password') {
    const dialog = await this.openDialog();
    // By heading: the fields go away once the scheme is authorized.
    return dialog.locator('.auth-container').filter({ hasText: new RegExp(`\\(OAuth2, ${name}\\)`) }).first();
  }

  /**
   * Fills the password flow's form in, sends it and waits for the outcome. The dialog stays open.
   * Returns the token request, its response and the error that the dialog shows (null: authorized).
   */
  async authorize(username, password) {
    const flow = await this.flow();
    await flow.locator('#oauth_username').fill(username);
    await flow.locator('#oauth_password').fill(password);
    // The error of an earlier attempt stays in the dialog until the next one.
    await flow.locator('.errors').evaluateAll((errors) => errors.forEach((error) => error.setAttribute('data-earlier', '')));
    const [request] = await Promise.all([
      this.page.waitForRequest((request) => request.method() === 'POST'),
      // "Authorize" to the eye; this is its accessible name.
      flow.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click(),
    ]);
    const response = await request.response();
    const authorized = flow.getByRole('button', { name: 'Remove authorization' });
    const errors = flow.locator('.errors:not([data-earlier])');
    await authorized.or(errors).first().waitFor();
    if (await authorized.isVisible()) return { request, response, error: null };
    return { request, response, error: (await errors.first().locator('span').innerText()).trim() };
  }

  /** Gives the authorization of the password flow up and closes the dialog. */
  async logOut() {
    const flow = await this.flow();
    await flow.getByRole('button', { name: 'Remove authorization' }).click();
    await flow.getByRole('button', { name: 'Apply given OAuth2 credentials' }).waitFor();
    await this.closeDialog();
  }

  /**
   * Executes an operation without parameters. Returns the request as the browser sent it, and what
   * the page shows: the URL, the status, the body (parsed if it is JSON) and the headers.
   */
  async execute(method, path) {
    const operation = this.operation(method, path);
    await this.expand(operation);
    const tryIt = operation.locator('.try-out__btn').filter({ hasText: 'Try it out' });
    if (await tryIt.isVisible()) await tryIt.click();
    // So that an earlier response is not taken for this one.
    const live = operation.locator('.live-responses-table');
    if (await live.isVisible()) {
      await operation.getByRole('button', { name: 'Clear', exact: true }).click();
      await live.waitFor({ state: 'detached' });
    }
    const [request] = await Promise.all([
      this.page.waitForRequest((request) => request.method() === method && request.resourceType() === 'fetch'),
      operation.getByRole('button', { name: 'Execute', exact: true }).click(),
    ]);
    await live.waitFor();
    const section = (title) => live.locator('.response-col_description > div').filter({ has: this.page.getByRole('heading', { name: title }) });
    const text = await section('Response body').locator('pre').innerText();
    const lines = await section('Response headers').locator('.headerline').allInnerTexts();
    return {
      request,
      operation,
      url: (await operation.locator('.request-url pre').innerText()).trim(),
      status: Number.parseInt(await live.locator('tbody .response-col_status').first().innerText(), 10),
      body: parsed(text),
      headers: Object.fromEntries(lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
      })),
    };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
