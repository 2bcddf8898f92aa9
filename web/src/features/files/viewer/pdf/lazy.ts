import { lazy } from 'react';

/** Loaded when the first PDF is opened. */
export const PdfView = lazy(() => import('./pdf-view').then((module) => ({ default: module.PdfView })));
