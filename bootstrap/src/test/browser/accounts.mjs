/** Accounts: finding them, what they tell, and what can be done with them. */

import assert from 'node:assert/strict';
import { api, looksFinished, onPage, open, settled } from './harness.mjs';

const HOSTILE = '<img src=x onerror=alert(1)>';

looksFinished('accounts', 'accounts');
looksFinished('account', 'accounts/stark');
looksFinished('account-money', 'accounts/stark/money');
looksFinished('account-alerts', 'accounts/stark/alerts', undefined, { faults: [/404/] });
looksFinished('account-overdue', 'accounts/initech');
looksFinished('bill', 'accounts/globex/bills/bill-20260120T100000Z');
looksFinished('hour', 'accounts/globex/hours/2026-01-20T10:00:00Z?meter=traffic.cn');
looksFinished('record', 'accounts/acme/records/acme-1');
looksFinished('buy', 'accounts/stark', async (page) => {
  await page.getByRole('button', { name: 'Buy a plan' }).click();
  await page.getByRole('dialog').getByText('With this plan').waitFor();
  await settled(page);
}, { fullPage: false });

onPage('an alert of plans that run out is set and removed', { faults: [/404|422/] }, async (page) => {
  await open(page, 'accounts/shop/alerts');
  await page.getByRole('button', { name: 'Set the run-out alert for traffic' }).click();
  await page.getByLabel('in days').fill('0');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('[aria-invalid]').waitFor();
  await page.getByLabel('in days').fill('5');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the run-out alert for traffic' }).click();
  await page.getByRole('button', { name: 'Set the run-out alert for traffic' }).waitFor();
});

onPage('accounts that need somebody come first, and are found by name and state', {}, async (page) => {
  await open(page, 'accounts');
  const names = () => page.locator('tbody td:first-child a').allTextContents();
  assert.deepEqual((await names()).slice(0, 2), ['Wayne Broadcasting', 'Initech']);
  await page.getByLabel('Search').fill('GLOB');
  assert.deepEqual(await names(), ['Globex']);
  await page.reload();
  await settled(page);
  assert.deepEqual(await names(), ['Globex']);
  await page.getByLabel('Search').fill('');
  await page.getByLabel('State').selectOption('released');
  assert.deepEqual(await names(), ['Tyrell Archive']);
});

onPage('a newcomer tops up, buys a plan, uses it, and sees billing switch', { faults: [/422/] }, async (page) => {
  await open(page, 'accounts');
  await page.getByRole('link', { name: 'Umbrella' }).click();
  await page.getByRole('heading', { name: 'Umbrella', level: 1 }).waitFor();
  const tile = (name) => page.locator('.tile', { hasText: name }).locator('dd').first();
  assert.match(await tile('Balance').innerText(), /^95\.00\sUSD$/);
  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount in USD').fill('ten');
  await dialog.getByRole('button', { name: 'Top up' }).click();
  await dialog.locator('[aria-invalid]').waitFor();
  await dialog.getByLabel('Amount in USD').fill('10.00');
  await dialog.getByRole('button', { name: 'Top up' }).click();
  await page.getByText('Topped up. The balance is 105.00 USD.').waitFor();
  await page.locator('.tile', { hasText: '105.00' }).first().waitFor();

  await page.getByRole('button', { name: 'Buy a plan' }).click();
  await dialog.getByLabel('Plan', { exact: true }).selectOption('gb100');
  await dialog.getByText('With this plan').first().waitFor();
  await dialog.getByRole('button', { name: 'Buy' }).click();
  await page.getByText('Bought: 100 GB transfer, one month.').waitFor();
  await page.getByText('100 of 100 GB left').first().waitFor();

  const { now } = await api('GET', '/v1/clock');
  await api('POST', '/v1/usage', { id: 'newcomer-1', account: 'umbrella', meter: 'traffic.cn', quantity: '101', occurredAt: now });
  await page.reload();
  await page.getByText('from plan to pay-as-you-go: plans were used up').waitFor();
  await page.getByText('exhausted').first().waitFor();
});

onPage('who cannot buy is told before trying, with the way out', { faults: [/409/] }, async (page) => {
  await open(page, 'accounts/wayne');
  await page.getByText('Suspended since').waitFor();
  await page.getByRole('button', { name: 'Buy a plan' }).click();
  await page.getByText('It would be refused.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Buy' }).click();
  await page.getByText('Top up the account, then try again.').waitFor();
});

onPage('what is coming is marked in the stack and drawn with its band', {}, async (page) => {
  await open(page, 'accounts/stark');
  await page.locator('svg text', { hasText: 'plans run out' }).waitFor();
  const runway = page.getByRole('slider', { name: 'How long plans and money last' });
  await runway.focus();
  await page.keyboard.press('Home');
  await page.locator('.read', { hasText: /Plans for traffic\.cn: until .* with high usage .*, with low usage/ }).waitFor();
  assert.match(await runway.getAttribute('aria-valuetext'), /^Plans for traffic\.cn: until/);
  await page.getByRole('button', { name: 'What to buy?' }).click();
  await page.getByRole('row', { name: /^Cheapest/ }).getByRole('button', { name: /^Buy/ }).first().click();
  await page.getByRole('dialog').getByText('With this plan').waitFor();
});

onPage('a top-up whose answer is lost and is sent again is done once', { faults: [/503/] }, async (page) => {
  await open(page, 'accounts/hooli');
  const before = (await api('GET', '/v1/accounts/hooli')).balance;
  let lost = 0;
  await page.route('**/top-ups', async (route) => {
    if (lost === 0) {
      lost += 1;
      await route.fetch();
      await route.fulfill({ status: 503, contentType: 'application/problem+json',
        body: JSON.stringify({ type: '/problems/outcome-unknown', title: 'Unknown', status: 503, detail: 'Nobody knows.' }) });
    } else {
      await route.continue();
    }
  });
  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount in USD').fill('1.00');
  await dialog.getByRole('button', { name: 'Top up' }).click();
  await dialog.getByText('it is done once').waitFor();
  await dialog.getByRole('button', { name: 'Top up' }).click();
  await page.getByText('Topped up.').waitFor();
  const after = (await api('GET', '/v1/accounts/hooli')).balance;
  assert.equal(Math.round((after - before) * 100), 100);
});

onPage('a plan is frozen, unfrozen and refunded', {}, async (page) => {
  await api('POST', '/v1/accounts/blog/plans', { offering: 'web50m' });
  await open(page, 'accounts/blog');
  await page.getByText('plans as a table').click();
  const act = async (name) => {
    await page.getByRole('button', { name: `${name} plan-000000002` }).click();
    await page.getByRole('dialog').getByRole('button', { name }).click();
  };
  await act('Freeze');
  await page.getByRole('row', { name: /plan-000000002 frozen/ }).waitFor();
  await act('Unfreeze');
  await page.getByRole('row', { name: /plan-000000002 active/ }).waitFor();
  await act('Refund');
  await page.getByText('Refunded.', { exact: true }).waitFor();
  await page.getByRole('row', { name: /plan-000000002 refunded/ }).waitFor();
});

onPage('from a bill one comes to the slices of a record', {}, async (page) => {
  await open(page, 'accounts/globex/money');
  await page.getByRole('row', { name: /traffic.cn/ }).getByRole('link').click();
  await page.getByRole('heading', { name: 'Bill of 4.80 USD' }).waitFor();
  await page.getByRole('link', { name: 'Records of this line' }).click();
  await page.getByRole('link', { name: 'globex-2' }).click();
  await page.getByRole('heading', { name: 'globex-2', level: 1 }).waitFor();
  await page.getByRole('row', { name: 'plan-000000001 20 20' }).waitFor();
  await page.getByRole('row', { name: 'pay-as-you-go 120 –' }).waitFor();
});

onPage('hostile names are shown as text', {}, async (page) => {
  await api('PUT', '/v1/accounts/hostile', { name: HOSTILE, currency: 'USD' });
  await api('PUT', '/v1/plan-offerings/hostile', { name: HOSTILE, unit: 'GB', quota: '1', validity: 'P1D', meters: { 'traffic.cn': '1' }, prices: { USD: '1.00' } });
  const { now } = await api('GET', '/v1/clock');
  await api('POST', '/v1/usage', { id: HOSTILE, account: 'hostile', meter: 'traffic.cn', quantity: '1', occurredAt: now });
  await open(page, 'accounts');
  await page.getByRole('link', { name: HOSTILE }).click();
  await page.getByRole('heading', { name: HOSTILE, level: 1 }).waitFor();
  assert.equal(await page.title(), `${HOSTILE} active – Planstack`);
  await page.getByRole('button', { name: 'Buy a plan' }).click();
  await page.getByLabel('Plan', { exact: true }).selectOption({ label: `${HOSTILE} – 1.00\u00a0USD` });
  await page.keyboard.press('Escape');
  await open(page, `accounts/hostile/records/${encodeURIComponent(HOSTILE)}`);
  await page.getByRole('heading', { name: HOSTILE, level: 1 }).waitFor();
  assert.equal(await page.locator('img[src="x"]').count(), 0);
});

onPage('all is done by keyboard', {}, async (page) => {
  await open(page, 'accounts');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to content');
  await page.keyboard.press('Enter');
  const reach = async (name) => {
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
      if (focused.includes(name)) {
        return;
      }
    }
    assert.fail(`${name} is not reached with the Tab key`);
  };
  await reach('Initech');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Initech', level: 1 }).waitFor();
  await reach('Top up');
  await page.keyboard.press('Enter');
  await page.keyboard.type('5.00');
  await page.keyboard.press('Enter');
  await page.locator('.tile', { hasText: '−45.00' }).first().waitFor();
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Top up');
  await reach('Usage of traffic.cn');
  await page.keyboard.press('End');
  await page.locator('.read', { hasText: 'pay-as-you-go' }).waitFor();
});
