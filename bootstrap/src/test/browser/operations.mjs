/** What the operator sees to: events, webhooks, keys, and the sandbox's clock. */

import assert from 'node:assert/strict';
import { URL_, api, looksFinished, onPage, open } from './harness.mjs';

const HOSTILE = '<img src=x onerror=alert(1)>';

onPage('events arrive by themselves, can be held back, and are narrowed to a type or an account', {}, async (page) => {
  const topUp = (amount) => api('POST', '/v1/accounts/acme/top-ups', { amount });
  await api('PUT', '/v1/accounts/hostile-feed', { name: HOSTILE, currency: 'USD' });
  await open(page, 'feed');
  await page.getByRole('status').getByText('Live').waitFor();
  await page.getByText(HOSTILE).first().waitFor();
  const types = (await api('GET', '/openapi.json')).components.schemas.EventType.enum;
  const offered = await page.getByLabel('What happened').locator('option').evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(offered.slice(1).sort(), [...types].sort());
  const first = page.locator('.event').first();
  await topUp('11.11');
  await page.getByText('Acme was topped up by 11.11 USD').waitFor();
  assert.match(await first.innerText(), /11\.11/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await topUp('22.22');
  await page.getByText('Paused, 1 new').waitFor();
  assert.match(await first.innerText(), /11\.11/);
  await page.getByRole('button', { name: 'Go on' }).click();
  assert.match(await first.innerText(), /22\.22/);
  await page.getByLabel('What happened').selectOption('bill.issued');
  await page.locator('.event', { hasText: 'was billed' }).first().waitFor();
  assert.equal(await page.getByText('was topped up').count(), 0);
  await page.getByLabel('What happened').selectOption('');
  await page.getByLabel('Account', { exact: true }).fill('globex');
  await page.keyboard.press('Enter');
  await page.locator('.event', { hasText: 'Globex was opened' }).waitFor();
  assert.equal(await page.locator('.event', { hasText: 'Acme' }).count(), 0);
  await page.getByRole('link', { name: /^4.80 USD$/ }).click();
  await page.getByRole('heading', { name: 'Bill of 4.80 USD' }).waitFor();
  await open(page, 'accounts/acme/events');
  await topUp('33.33');
  await page.getByText('was topped up by 33.33 USD').waitFor();
});

onPage('a webhook is made, its secret shown once, and what cannot be delivered is told', { faults: [/404/] }, async (page) => {
  await open(page, 'webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Id', { exact: true }).fill('ledger');
  await dialog.getByLabel('URL').fill('https://ledger.invalid/planstack');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('heading', { name: 'Secret of ledger' }).waitFor();
  assert.match(await dialog.getByLabel('Secret', { exact: true }).inputValue(), /^whsec_/);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('row', { name: /ledger.*active/ }).waitFor();
  await api('POST', '/v1/accounts/acme/top-ups', { amount: '1.00' });
  await page.getByRole('row', { name: /ledger.*failing.*failed once in a row/ }).waitFor();
  await page.getByRole('button', { name: 'Replay ledger' }).click();
  await dialog.getByLabel('From').fill('2026-01-01T00:00:00Z');
  await dialog.getByRole('button', { name: 'Tell again' }).click();
  await page.getByText('It is told again.').waitFor();
  assert.ok((await api('GET', '/v1/webhooks/ledger')).pending > 50);
});

onPage('a key is shown once, works, and is revoked', { faults: [/422/] }, async (page) => {
  await open(page, 'keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(HOSTILE);
  await dialog.getByLabel('For one account only').fill('nobody!');
  await dialog.getByRole('button', { name: 'Make' }).click();
  await dialog.locator('input[name="account"][aria-invalid]').waitFor();
  await dialog.getByLabel('For one account only').fill('acme');
  await dialog.getByRole('button', { name: 'Make' }).click();
  const secret = await dialog.getByLabel('API key', { exact: true }).inputValue();
  const status = async () => (await fetch(`${URL_}/v1/accounts/acme`, { headers: { Authorization: `Bearer ${secret}` } })).status;
  assert.equal(await status(), 200);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('button', { name: `Revoke ${HOSTILE}` }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked.', { exact: true }).waitFor();
  assert.equal(await status(), 401);
  assert.equal(await page.content().then((html) => html.includes(secret)), false);
});

onPage('a key of one account sees the pages that it may use', { key: null, faults: [/403/] }, async (page) => {
  const { secret } = await api('POST', '/v1/api-keys', { name: 'Acme', scopes: ['read'], account: 'acme' });
  await page.request.post('/console/session', { data: { key: secret } });
  await open(page, 'accounts/acme/licenses');
  assert.deepEqual(await page.locator('.top nav a').allTextContents(), ['Account', 'Renewals']);
  assert.equal(await page.locator('main button', { hasText: /Buy|New|Bind|Auto/ }).count(), 0);
  await page.getByRole('link', { name: 'Renewals' }).click();
  await page.getByRole('link', { name: 'acme.order-000000001', exact: true }).click();
  await page.getByText('may only read').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Renew', exact: true }).isDisabled());
  await page.goto('/#/webhooks');
  await page.getByRole('alert').waitFor();
  await api('POST', '/v1/api-keys', { name: 'Collector', scopes: ['ingest'], account: 'acme' });
});

looksFinished('feed', 'feed');
looksFinished('account-events', 'accounts/globex/events');
looksFinished('webhooks', 'webhooks');
looksFinished('keys', 'keys');

onPage('the clock jumps to what happens next, and tells what that was', { faults: [/409/] }, async (page) => {
  await open(page, 'clock');
  const { now, nextDueAt } = await api('GET', '/v1/clock');
  assert.equal(await page.locator('.facts time').nth(1).getAttribute('datetime'), nextDueAt);
  await page.getByRole('button', { name: 'Jump to the next thing that will happen' }).click();
  await page.locator('.event').first().waitFor();
  const after = await api('GET', '/v1/clock');
  assert.ok(after.now > now && after.nextDueAt > after.now);
  const shows = (millis) => page.locator(`.clock time[datetime="${new Date(millis).toISOString()}"]`).waitFor();
  await shows(Date.parse(after.now));
  await page.getByLabel('Set it to').fill('2026-01-01T00:00');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.locator('input[name="now"][aria-invalid]').waitFor();
  await page.getByRole('button', { name: '1 day on' }).click();
  await shows(Date.parse(after.now) + 86_400_000);
});

looksFinished('key-made', 'keys', async (page) => {
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Reports');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Key “Reports”' }).waitFor();
}, { fullPage: false });

looksFinished('clock', 'clock', async (page) => {
  await page.getByRole('button', { name: 'Jump to the next thing that will happen' }).click();
  await page.locator('.event').first().waitFor();
});
