import { Api } from './api.mjs';
import { DESKTOP, inContext, launch, watch } from './browser.mjs';
import { visible } from './checks.mjs';

/** Which server is tested and who signs in: named by the environment, or a fake one started for the occasion. */
export async function findServer() {
  const admin = {
    name: process.env.ALLMENDE_USER ?? 'maria',
    password: process.env.ALLMENDE_PASSWORD ?? 'blaue Gurke fliegt 7',
    displayName: 'Maria Schneider',
  };
  if (process.env.ALLMENDE_URL) {
    const token = process.env.ALLMENDE_WELCOME_TOKEN ?? null;
    return { base: process.env.ALLMENDE_URL.replace(/\/$/, ''), admin, token, close: () => {} };
  }
  const { listen } = await import('../fake/server.mjs');
  const { World } = await import('../fake/world.mjs');
  const token = 'one-time-token';
  const { url, close } = await listen(new World(token));
  return { base: url, admin, token, close };
}

/**
 * Opens a page and waits until it has said what it is. Who leaves earlier takes away what the page still asks the
 * server for, which Firefox tells it as a failure.
 */
async function arrive(page, address) {
  await page.goto(address);
  await visible(page.locator('h1'));
}

/** What every flow is given: ways to open pages, and to prepare what they show. */
export class Stage {
  #contexts = [];
  #complaints = [];

  static async open() {
    const server = await findServer();
    return new Stage(server, await launch());
  }

  constructor({ base, admin, token, close }, browser) {
    Object.assign(this, { base, admin, token, browser, closeServer: close });
    // Names of their own, so that the flows can run again and again on the same server.
    this.run = Date.now().toString(36);
  }

  /** A page with nobody signed in. */
  async visit(path, { base = this.base, ...options } = {}) {
    const context = await inContext(this.browser, {
      locale: 'de-DE',
      acceptDownloads: true,
      ...DESKTOP,
      ...options,
    });
    context.setDefaultTimeout(10_000);
    this.#contexts.push(context);
    const page = await context.newPage();
    this.#complaints.push(watch(page, base));
    if (path !== null) await arrive(page, base + path);
    return page;
  }

  /** A page of a signed-in person, and the API in their name. */
  async signedIn(path, { person = this.admin, ...options } = {}) {
    const page = await this.visit(null, options);
    const api = await Api.signIn(page.context().request, this.base, person);
    const where = typeof path === 'function' ? await path(api) : path;
    await arrive(page, this.base + where);
    return { page, api };
  }

  /** A page in a fresh folder that `fill` has put things into. */
  async inFolder(name, fill = async () => {}, options = {}) {
    let folder;
    const { page, api } = await this.signedIn(async (api) => {
      folder = await api.folder(await api.root(), `${name} ${this.run}`);
      await fill(api, folder);
      return `/files/${folder.id}`;
    }, options);
    return { page, api, folder };
  }

  /** After each flow: closes what it opened and fails it for what its pages should not have done. */
  async tidy() {
    for (const context of this.#contexts.splice(0)) await context.close();
    const all = this.#complaints.splice(0).flat();
    if (all.length > 0) throw new Error([...new Set(all)].join('\n      '));
  }

  async close() {
    await this.browser.close();
    this.closeServer();
  }
}
