import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = await readFile(axeFile, 'utf8');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing slides or fades any more; what turns or breathes for ever does not count. */
export function settled(page) {
  return page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((one) => one.finished),
    ),
  );
}

/** axe is handed in through the debugger, which the page's Content-Security-Policy does not concern. */
export async function accessible(page) {
  // Contrast can only be judged when all has faded in.
  await settled(page);
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
    RULES,
  );
  if (violations.length === 0) return;
  const lines = violations.flatMap((one) =>
    one.nodes
      .slice(0, 3)
      .map(
        (node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary.split('\n').slice(1).join(' ')}`,
      ),
  );
  throw new Error(`not accessible at ${page.url()}\n      ${lines.join('\n      ')}`);
}

/** A page that scrolls sideways on a phone is broken, whatever it looks like. */
export async function fitsWidth(page) {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  if (content > window) throw new Error(`${page.url()} is ${content} px wide in a window of ${window} px`);
}

export function equal(actual, expected, what) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}

export async function visible(locator) {
  await locator.first().waitFor({ state: 'visible', timeout: 8000 });
}

export async function gone(locator) {
  await locator.first().waitFor({ state: 'hidden', timeout: 8000 });
}

/** What is on the clipboard, found out as a person would: by pasting it. No browser asks for a permission then. */
export async function pasted(page) {
  await page.evaluate(() => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.id = 'pasted';
    field.focus();
  });
  await page.keyboard.press('Control+V');
  return page.locator('#pasted').evaluate((field) => {
    const { value } = field;
    field.remove();
    return value;
  });
}
