import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const package_ = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
const { version } = JSON.parse(readFileSync(package_, 'utf8'));

/** What pdf.js fetches by name when a document needs it. Its scripting engine is not among it: no document runs here. */
const FOLDERS = { cmaps: /./, standard_fonts: /./, iccs: /./, wasm: /^(?!quickjs|LICENSE_(PDFJS_)?QUICKJS)/ };

/** Puts them beside the pages, under a name that changes with pdf.js, so that browsers may keep them for ever. */
export function pdfFiles() {
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const [folder, wanted] of Object.entries(FOLDERS)) {
        for (const file of readdirSync(join(dirname(package_), folder))) {
          if (!wanted.test(file)) continue;
          this.emitFile({
            type: 'asset',
            fileName: `assets/pdfjs-${version}/${folder}/${file.includes('.') ? file : `${file}.txt`}`,
            source: readFileSync(join(dirname(package_), folder, file)),
          });
        }
      }
    },
  };
}
