/** Licenses: what covers an application, and both ways of renewing. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, looksFinished, onPage, open, settled } from './harness.mjs';

const HOSTILE = '"><img src=x onerror=alert(1)>';
const DAY = 86_400_000;
const PLAYER = [{ sdk: 'player', edition: 'professional' }];

test('there are accounts with licenses', async () => {
  const now = Date.parse((await api('GET', '/v1/clock')).now);
  const day = (days) => new Date(now + days * DAY).toISOString();
  await api('PUT', '/v1/license-offerings/suite', {
    name: 'Player and short video', sdks: [...PLAYER, { sdk: 'short-video', edition: 'standard' }],
    prices: { P1M: { USD: '149.00' }, P1Y: { USD: '1490.00' } },
  });
  await api('PUT', '/v1/accounts/cyberdyne', { name: 'Cyberdyne Apps', currency: 'USD' });
  await api('POST', '/v1/accounts/cyberdyne/top-ups', { amount: '8000.00' });
  await api('PUT', '/v1/accounts/cyberdyne/applications/fit', { name: 'Fit', packageName: 'com.cyberdyne.fit', bundleId: 'com.cyberdyne.fit', domain: 'fit.example' });
  await api('PUT', '/v1/accounts/cyberdyne/applications/kids', { name: 'Kids', packageName: 'com.cyberdyne.kids' });
  const order = (application) => api('POST', '/v1/accounts/cyberdyne/license-orders', { offering: 'suite', term: 'P1M', application });
  await order('fit');
  await order(null);
  const imported = (from, to) => api('POST', '/v1/accounts/cyberdyne/license-orders/imports',
    { instanceId: null, sdks: PLAYER, startsAt: day(from), expiresAt: day(to), offering: null, application: 'kids' });
  await imported(-60, 12);
  await imported(25, 90);
  await api('POST', '/v1/accounts/globex/top-ups', { amount: '2000.00' });
});

looksFinished('account-licenses', 'accounts/cyberdyne/licenses');
looksFinished('buy-licenses', 'accounts/cyberdyne/licenses', async (page) => {
  await page.getByRole('button', { name: 'Buy licenses' }).click();
  await page.getByRole('dialog').waitFor();
}, { fullPage: false });
looksFinished('application', 'accounts/cyberdyne/applications/kids');
looksFinished('renewals', 'renewals');
looksFinished('renewal', 'renewals/cyberdyne.order-000000001');
looksFinished('replacement', 'renewals/globex.order-000000001');

onPage('an order is found by its instance ID and renewed for a year', {}, async (page) => {
  await open(page, 'renewals');
  await page.getByLabel('Instance ID').fill('cyberdyne.order-000000001');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('1 license order', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'cyberdyne.order-000000001', exact: true }).click();
  await page.getByRole('heading', { name: 'cyberdyne.order-000000001' }).waitFor();
  await page.locator('.aside', { hasText: '149.00' }).waitFor();
  await page.getByRole('button', { name: /1 year/ }).click();
  await page.locator('.aside', { hasText: '490.00' }).waitFor();
  assert.ok(await page.getByLabel(/Renew it by itself .*recommended/).isChecked());
  const before = await api('GET', '/v1/license-orders/cyberdyne.order-000000001');
  const quote = await api('GET', '/v1/license-orders/cyberdyne.order-000000001/renewal-quote?term=P1Y');
  assert.equal(await page.locator('.aside time').first().getAttribute('datetime'), quote.newExpiresAt);
  await page.getByRole('button', { name: 'Renew', exact: true }).click();
  await page.getByText('Renewed until').waitFor();
  const after = await api('GET', '/v1/license-orders/cyberdyne.order-000000001');
  assert.equal(after.expiresAt, quote.newExpiresAt);
  assert.deepEqual([after.autoRenewal.mode, after.autoRenewal.term], ['auto', 'P1Y']);
  assert.deepEqual([after.sdks, after.application], [before.sdks, before.application]);
  await page.getByRole('row', { name: /by hand 1 year/ }).waitFor();
});

onPage('a renewal that somebody else was faster with charges nothing', { faults: [/409/] }, async (page) => {
  const id = 'cyberdyne.order-000000001';
  await open(page, `renewals/${id}`);
  const { expiresAt } = await api('GET', `/v1/license-orders/${id}`);
  await api('POST', `/v1/license-orders/${id}/renewals`, { term: 'P1M', currentExpiresAt: expiresAt });
  const { balance } = await api('GET', '/v1/accounts/cyberdyne');
  await page.getByRole('button', { name: 'Renew', exact: true }).click();
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByRole('row', { name: /by hand 1 month/ }).waitFor();
  assert.equal((await api('GET', '/v1/accounts/cyberdyne')).balance, balance);
});

onPage('who cannot pay for a renewal is told how much is missing and where to top up', { faults: [/402/] }, async (page) => {
  await api('PUT', '/v1/accounts/shorty', { name: 'Shorty', currency: 'USD' });
  await api('POST', '/v1/accounts/shorty/top-ups', { amount: '100.00' });
  await api('POST', '/v1/accounts/shorty/license-orders', { offering: 'player', term: 'P1M', application: null });
  await open(page, 'renewals/shorty.order-000000001');
  await page.getByRole('button', { name: 'Renew', exact: true }).click();
  await page.getByText('It costs 99.00 USD; 1.00 is available.').waitFor();
  await page.getByRole('link', { name: 'To Shorty, to top up' }).click();
  await page.getByRole('heading', { name: 'Shorty' }).waitFor();
});

onPage('an order that cannot be renewed is replaced in two steps, without a gap', {}, async (page) => {
  await open(page, 'renewals/globex.order-000000001');
  await page.getByText('The order has no instance ID to renew it by.').waitFor();
  await page.getByText('Coverage ends with this order').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Renew', exact: true }).count(), 0);
  await page.getByRole('button', { name: 'Buy a replacement' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Buy' }).click();
  await page.getByRole('button', { name: 'Bind globex.order-000000002' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bind' }).click();
  await page.getByText('Covered without a gap until').waitFor();
  const { data: [coverage] } = await api('GET', '/v1/accounts/globex/applications/tv/coverage');
  const replacement = await api('GET', '/v1/license-orders/globex.order-000000002');
  assert.deepEqual([coverage.coveredUntil, coverage.gaps], [replacement.expiresAt, []]);
  assert.equal(await page.locator('.steps .done').count(), 2);
});

onPage('a gap in coverage is red, and is told by keyboard and in the table', {}, async (page) => {
  await open(page, 'accounts/cyberdyne/applications/kids');
  await page.locator('.plot rect.gap').waitFor();
  await page.getByRole('slider', { name: 'Coverage over time' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.locator('.read', { hasText: 'player: not covered from' }).waitFor();
  await page.getByText('As a table').click();
  await page.getByRole('row', { name: /player not covered/ }).waitFor();
});

onPage('an application is made, an order bound to it, its auto-renewal changed, its key copied and its document kept', { faults: [/404/] }, async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'accounts/cyberdyne/licenses');
  await page.getByRole('button', { name: 'New application' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Id', { exact: true }).fill('hostile');
  await dialog.getByLabel('Name', { exact: true }).fill(HOSTILE);
  await dialog.getByLabel('Web domain').fill('hostile.example');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: HOSTILE, level: 1 }).waitFor();
  await open(page, 'accounts/cyberdyne/licenses');
  await page.getByRole('button', { name: 'Bind cyberdyne.order-000000002' }).click();
  await dialog.getByLabel('Application').selectOption('hostile');
  await dialog.getByRole('button', { name: 'Bind' }).click();
  await page.getByText('Bound to hostile.').waitFor();
  await page.getByRole('button', { name: 'Auto-renewal of cyberdyne.order-000000002' }).click();
  await dialog.getByLabel('When it is about to expire').selectOption('auto');
  await dialog.getByLabel('Each time for').selectOption('P1Y');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /order-000000002.*by itself, for 1 year/ }).waitFor();
  await page.getByRole('link', { name: HOSTILE }).first().click();
  await page.getByRole('heading', { name: HOSTILE, level: 1 }).waitFor();
  await settled(page);
  const { licenseKey } = await api('GET', '/v1/accounts/cyberdyne/applications/hostile');
  await page.getByRole('button', { name: 'Copy License key' }).click();
  await page.getByText('Copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), licenseKey);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
  assert.equal(download.suggestedFilename(), 'cyberdyne-hostile.jwt');
  assert.equal(await page.locator('img[src="x"]').count(), 0);
});
