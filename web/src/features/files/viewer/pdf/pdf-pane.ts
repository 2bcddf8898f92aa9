import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import {
  EventBus,
  LinkTarget,
  PDFFindController,
  PDFLinkService,
  PDFViewer,
} from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

export type Found = { current: number; total: number; missing: boolean };

export type PaneListener = {
  onPage: (page: number) => void;
  onZoom: (scale: number) => void;
  onFound: (found: Found) => void;
};

type PaneOptions = {
  container: HTMLDivElement;
  document: PDFDocumentProxy;
  language: string;
  nameOfPage: (page: number) => string;
  listener: PaneListener;
};

/** pdf.js's state of a search that has found nothing. */
const NOT_FOUND = 1;

/** The pages in sight, drawn and with their text over them to be selected and found; those far away are let go of. */
export class PdfPane {
  readonly #bus = new EventBus();
  readonly #viewer: PDFViewer;

  constructor({ container, document, language, nameOfPage, listener }: PaneOptions) {
    const links = new PDFLinkService({
      eventBus: this.#bus,
      externalLinkTarget: LinkTarget.BLANK,
      externalLinkRel: 'noopener noreferrer nofollow',
    });
    const finding = new PDFFindController({ eventBus: this.#bus, linkService: links });
    this.#viewer = new PDFViewer({
      container,
      eventBus: this.#bus,
      linkService: links,
      findController: finding,
      annotationEditorMode: -1,
      // Forms are shown as they are filled in; there is nowhere to save what one would type.
      annotationMode: 1,
      removePageBorders: true,
      // biome-ignore lint/suspicious/noExplicitAny: the part of its interface that is used
      l10n: silent(language) as any,
    });
    links.setViewer(this.#viewer);
    this.#bus.on('pagesinit', () => {
      for (const page of container.querySelectorAll<HTMLElement>('.page')) {
        page.setAttribute('aria-label', nameOfPage(Number(page.dataset.pageNumber)));
      }
      this.#viewer.currentScaleValue = container.clientWidth < 640 ? 'page-width' : 'auto';
    });
    this.#bus.on('pagechanging', ({ pageNumber }: { pageNumber: number }) => listener.onPage(pageNumber));
    this.#bus.on('scalechanging', ({ scale }: { scale: number }) => listener.onZoom(scale));
    const tell = ({
      matchesCount,
      state,
    }: {
      matchesCount: { current: number; total: number };
      state?: number;
    }) => listener.onFound({ ...matchesCount, missing: state === NOT_FOUND });
    this.#bus.on('updatefindmatchescount', tell);
    this.#bus.on('updatefindcontrolstate', tell);
    this.#viewer.setDocument(document);
    links.setDocument(document, null);
  }

  goTo(page: number): void {
    this.#viewer.currentPageNumber = Math.min(Math.max(1, page), this.#viewer.pagesCount);
  }

  zoom(steps: 1 | -1): void {
    if (steps > 0) this.#viewer.increaseScale();
    else this.#viewer.decreaseScale();
  }

  fitWidth(): void {
    this.#viewer.currentScaleValue = 'page-width';
  }

  find(query: string, again: boolean, backwards: boolean): void {
    this.#bus.dispatch('find', {
      source: this,
      type: again ? 'again' : '',
      query,
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      findPrevious: backwards,
      matchDiacritics: false,
    });
  }

  close(): void {
    // biome-ignore lint/suspicious/noExplicitAny: pdf.js takes null, and declares that it does not
    this.#viewer.setDocument(null as any);
    this.#viewer.cleanup();
  }
}

/** pdf.js would fetch words of its own; none of those that would be seen or heard here is needed. */
function silent(language: string) {
  return {
    getLanguage: () => language,
    getDirection: () => 'ltr',
    get: async (ids: string | string[]) => (Array.isArray(ids) ? ids.map(() => '') : ''),
    translate: async () => {},
    translateOnce: async () => {},
    destroy: async () => {},
    pause: () => {},
    resume: () => {},
  };
}
