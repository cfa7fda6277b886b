/** Logging in and out. */

import assert from 'node:assert/strict';
import { KEY, api, looksFinished, onPage, open, settled } from './harness.mjs';

const REFUSED = /Failed to load resource: the server responded with a status of 4(01|22)/;

looksFinished('login', 'accounts', undefined, { key: null, faults: [REFUSED] });

onPage('a wrong key is told at its field', { key: null, faults: [REFUSED] }, async (page) => {
  await page.goto('/');
  await page.getByLabel('API key').fill('nonsense');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Is not known here, or was revoked.').waitFor();
  assert.equal(await page.getByLabel('API key').getAttribute('aria-invalid'), 'true');
});

onPage('who logs in gets where they wanted to go, and is out after logging out', { key: null, faults: [REFUSED] }, async (page) => {
  await page.goto('/#/accounts/acme');
  await page.getByLabel('API key').fill(KEY);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Acme', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Acme', level: 1 }).waitFor();
  const [cookie] = await page.context().cookies();
  assert.ok(cookie.httpOnly && cookie.sameSite === 'Strict');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByText('You are logged out.').waitFor();
  await page.context().addCookies([cookie]);
  await page.reload();
  await page.getByLabel('API key').waitFor();
});

onPage('a key that is revoked is logged out', { key: null, faults: [REFUSED] }, async (page) => {
  const made = await api('POST', '/v1/api-keys', { name: 'Reader', scopes: ['read'], account: 'acme' });
  await page.goto('/');
  await page.getByLabel('API key').fill(made.secret);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/#\/accounts\/acme$/);
  await settled(page);
  await api('DELETE', `/v1/api-keys/${made.id}`);
  await page.reload();
  await page.getByLabel('API key').waitFor();
});

onPage('a page of another site cannot use the session', {}, async (page) => {
  await open(page, 'accounts');
  const [cookie] = await page.context().cookies();
  const status = async (headers) => (await fetch(new URL('/v1/accounts/acme/top-ups', page.url()), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: `${cookie.name}=${cookie.value}`, ...headers },
    body: '{"amount": "1.00"}',
  })).status;
  assert.equal(await status({ 'Sec-Fetch-Site': 'cross-site' }), 403);
  assert.equal(await status({ 'Sec-Fetch-Site': 'same-site' }), 403);
  assert.equal(await status({ Origin: 'http://elsewhere.example' }), 403);
  assert.equal(await status({}), 403);
  assert.equal(await status({ 'Sec-Fetch-Site': 'same-origin' }), 201);
});

onPage('the first page is small', {}, async (page) => {
  await open(page, 'accounts');
  const bytes = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0));
  assert.ok(bytes > 10_000 && bytes < 100_000, `${bytes} bytes`);
});
