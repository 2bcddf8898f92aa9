import { chromium, firefox } from 'playwright-core';

/** Which browser the flows run in: `BROWSER` is chromium or firefox. */
export const BROWSER = process.env.BROWSER ?? 'chromium';

/** A browser that talks to nobody but the server under test. */
export function launch() {
  return BROWSER === 'firefox' ? launchFirefox() : launchChromium();
}

function launchChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // A camera that shows something moving, a microphone that beeps, and nobody asked.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
}

/** The stock Firefox, over WebDriver BiDi. */
async function launchFirefox() {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    firefoxUserPrefs: {
      'app.normandy.enabled': false,
      'app.update.disabledForTesting': true,
      'browser.safebrowsing.malware.enabled': false,
      'browser.safebrowsing.phishing.enabled': false,
      'media.navigator.permission.disabled': true,
      'media.navigator.streams.fake': true,
      // Without a sound card nothing would be played, or measured.
      'media.cubeb.force_mock_context': true,
      'datareporting.policy.dataSubmissionEnabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'services.settings.server': '',
      // As on a phone, where a scroll bar takes no room.
      'ui.useOverlayScrollbars': 1,
    },
  });
  withoutMediaFeatures(browser);
  return browser;
}

/**
 * Playwright tells every page its colour scheme by a BiDi command that the current ESR does not know yet; without an
 * answer it opens no page. `inContext` asks for the scheme in another way.
 */
function withoutMediaFeatures(browser) {
  const session = Object.getPrototypeOf(browser._connection.toImpl(browser)._browserSession);
  const { send } = session;
  session.send = function answered(method, parameters) {
    return method === 'emulation.setMediaFeaturesOverride'
      ? Promise.resolve({})
      : send.call(this, method, parameters);
  };
}

/** What Playwright fills in at once over BiDi passes React by; what is typed does not. */
function fillByKeyboard(page) {
  const locator = Object.getPrototypeOf(page.locator('body'));
  locator.fill = async function typed(text) {
    await this.click();
    await this.press('Control+A');
    await this.press('Delete');
    await this.pressSequentially(text);
  };
}

/**
 * The current ESR crashes when two worlds read the same element's `ariaLabelledByElements`: what it keeps for both, it
 * hands out through a pointer that the second one has not given. Our pages never read it. Playwright does in a world of
 * its own, to find things by their names, and axe in the page's: without the property, it reads the attribute.
 */
function readByOneWorldAlone() {
  delete Element.prototype.ariaLabelledByElements;
}

/** A context that has the options' colour scheme, by the page's own setting where the browser cannot be told. */
export async function inContext(browser, options) {
  const context = await browser.newContext(options);
  if (BROWSER !== 'firefox') return context;
  context.on('page', fillByKeyboard);
  await context.addInitScript(readByOneWorldAlone);
  if (options.colorScheme) {
    await context.addInitScript((scheme) => {
      try {
        localStorage.setItem('allmende.appearance', scheme);
      } catch {
        // The empty page that every window begins with has no storage.
      }
    }, options.colorScheme);
  }
  return context;
}

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** What a page must never do, whatever else is tested: break the policy, throw, or ask another origin. */
export function watch(page, base) {
  const complaints = [];
  const origin = new URL(base).origin;
  page.on('pageerror', ({ message }) => {
    // Firefox says so when one leaves a page whose font was still on its way.
    if (/^download failed \(font-family: .*status=2152398850/.test(message)) return;
    // A flow has cut the line.
    if (/^(Firefox can’t establish a connection|The connection to ws:\S+ was interrupted)/.test(message))
      return;
    complaints.push(`error: ${message}`);
  });
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() !== 'error') return;
    // The browser logs every failed answer; whether it was right is what the flow checks.
    if (/Failed to load resource: the server responded with a status of [45]\d\d/.test(text)) return;
    // A flow has cut the line.
    if (/(Failed to load resource|^WebSocket connection to .* failed): .*net::ERR_/.test(text)) return;
    const { url, lineNumber, columnNumber } = message.location();
    complaints.push(`console: ${text} (${url}:${lineNumber}:${columnNumber})`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && new URL(url).origin !== origin) complaints.push(`foreign request: ${url}`);
  });
  return complaints;
}
