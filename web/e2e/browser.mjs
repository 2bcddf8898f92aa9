import { chromium } from 'playwright-core';

/** A browser that talks to nobody but the server under test. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** What a page must never do, whatever else is tested: break the policy, throw, or ask another origin. */
export function watch(page, base) {
  const complaints = [];
  const origin = new URL(base).origin;
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() !== 'error') return;
    // The browser logs every failed answer; whether it was right is what the flow checks.
    if (
      /Failed to load resource: (the server responded with a status of [45]\d\d|net::ERR_INTERNET)/.test(text)
    )
      return;
    complaints.push(`console: ${text}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && new URL(url).origin !== origin) complaints.push(`foreign request: ${url}`);
  });
  return complaints;
}
