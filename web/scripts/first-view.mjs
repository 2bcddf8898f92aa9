import { gzipSync } from 'node:zlib';

/** Bytes, compressed: what a slow line brings in a second. */
const MOST = 200_000;

/** Fails the build when the first view, which is all that loads at once, needs more JavaScript than it may. */
export function firstView() {
  return {
    name: 'first-view',
    writeBundle(_, bundle) {
      const needed = new Set();
      const need = (file) => {
        if (needed.has(file)) return;
        needed.add(file);
        for (const other of bundle[file].imports) if (bundle[other]) need(other);
      };
      for (const file of Object.keys(bundle))
        if (bundle[file].type === 'chunk' && bundle[file].isEntry) need(file);
      const sizes = [...needed].map((file) => gzipSync(bundle[file].code, { level: 6 }).length);
      const sum = sizes.reduce((a, b) => a + b, 0);
      if (needed.size === 0 || sum > MOST) {
        this.error(`The first view needs ${sum} bytes of JavaScript, compressed; it may need ${MOST}.`);
      }
      this.info(`The first view needs ${sum} of ${MOST} bytes of JavaScript, compressed.`);
    },
  };
}
