/** What all tests of the console share: one browser, one service, and an eye on what no page may do. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, test } from 'node:test';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

/** Where the service listens, and a key that may do everything. */
export const URL_ = process.env.CONSOLE_URL;
export const KEY = process.env.CONSOLE_KEY;

const SHOTS = process.env.CONSOLE_SHOTS;
const PATIENCE_MILLIS = 10_000;

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

mkdirSync(SHOTS, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
after(() => browser.close());

/** Asks the API, and fails on a refusal. */
export async function api(method, path, body) {
  const answer = await fetch(URL_ + path, {
    method,
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}

/**
 * A test with a page of its own. It fails too where the page logged an error, opened a dialog of the browser, violated its content
 * security policy, or asked a foreign host for something.
 *
 * @param options `key`: who is logged in, null for nobody; `faults`: patterns of what may be logged
 */
export function onPage(name, { key = KEY, viewport = DESKTOP, faults = [] } = {}, body) {
  test(name, async () => {
    const context = await browser.newContext({ viewport, timezoneId: 'Europe/Berlin', baseURL: URL_, reducedMotion: 'reduce' });
    context.setDefaultTimeout(PATIENCE_MILLIS);
    const seen = [];
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && seen.push(message.text()));
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('dialog', (dialog) => {
      seen.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('request', (request) => request.url().startsWith(URL_) || seen.push(`foreign: ${request.url()}`));
    try {
      if (key !== null) {
        await logIn(page, key);
      }
      await body(page);
      assert.deepEqual(seen.filter((text) => !faults.some((pattern) => pattern.test(text))), []);
    } catch (e) {
      await page.screenshot({ path: `${SHOTS}/failed-${name.replace(/\W+/g, '-')}.png` });
      throw e;
    } finally {
      await context.close();
    }
  });
}

/** Logs a page's browser in without showing the form. */
export async function logIn(page, key = KEY) {
  const answer = await page.request.post('/console/session', { data: { key } });
  assert.equal(answer.status(), 200, await answer.text());
}

/** Opens a page of the console, for example `accounts`, and waits until it is all there. */
export async function open(page, address) {
  await page.goto(`/#/${address}`);
  await settled(page);
}

/** Waits until nothing is being loaded any more. */
export async function settled(page) {
  await page.locator('main h1').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Fails where a page would shut people out. */
export async function accessible(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const grave = violations.filter((v) => ['serious', 'critical'].includes(v.impact));
  assert.deepEqual(grave.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join('; ')}`), []);
}

/**
 * Looks at a page in each size and theme: nothing shuts people out, nothing is cut off; a picture of each is kept, of all of the page unless
 * `fullPage` is false.
 */
export function looksFinished(name, address, prepare = async () => {}, { fullPage = true, ...options } = {}) {
  onPage(`${name} is accessible and fits`, options, async (page) => {
    await open(page, address);
    await prepare(page);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      for (const [size, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
        await page.setViewportSize(viewport);
        await settled(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${name} is ${wide} pixels too wide for a ${size}`);
        await page.screenshot({ path: `${SHOTS}/${name}-${size}-${theme}.png`, fullPage });
      }
      await accessible(page);
    }
  });
}
