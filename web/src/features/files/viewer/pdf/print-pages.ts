import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Dots per inch: what an office printer shows of a text. */
const RESOLUTION = 150;
const POINTS = 72;

/**
 * Draws every page, hands them to the browser's print dialogue, and takes them away again. Pictures on disk rather than
 * canvases: a hundred pages of those would not fit into memory.
 */
export async function printPages(
  document: PDFDocumentProxy,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const paper = window.document.createElement('div');
  paper.className = 'print-pages';
  const addresses: string[] = [];
  try {
    for (let number = 1; number <= document.numPages; number++) {
      signal.throwIfAborted();
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: RESOLUTION / POINTS });
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: 'print', background: '#ffffff' }).promise;
      page.cleanup();
      const address = URL.createObjectURL(await asPicture(canvas));
      addresses.push(address);
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      paper.append(picture);
      canvas.width = canvas.height = 0;
      onProgress(number);
    }
    window.document.body.append(paper);
    window.document.documentElement.classList.add('printing-pages');
    window.print();
  } finally {
    window.document.documentElement.classList.remove('printing-pages');
    paper.remove();
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}

function asPicture(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The page is too large.'))),
      'image/png',
    ),
  );
}
