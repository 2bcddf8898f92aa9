import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  version,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Where the build puts what documents may lack: fonts, tables of characters, decoders. See scripts/pdf-files.mjs. */
const FILES = `/assets/pdfjs-${version}`;

/** Only what is looked at is asked for first; the rest follows while one reads. */
const PIECE = 1 << 20;

export function openPdf(url: string): PDFDocumentLoadingTask {
  return getDocument({
    url,
    rangeChunkSize: PIECE,
    cMapUrl: `${FILES}/cmaps/`,
    standardFontDataUrl: `${FILES}/standard_fonts/`,
    wasmUrl: `${FILES}/wasm/`,
    iccUrl: `${FILES}/iccs/`,
    // Fonts that a machine has look other on the next.
    useSystemFonts: false,
    enableXfa: false,
  });
}
