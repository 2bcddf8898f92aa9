import { API, call } from '../../../app/api';
import type { Node } from '../nodes';

/** Where what is shown comes from: one's own files, or those of a link. */
export type Source = {
  content: (node: Node, inline?: boolean) => string;
  /** An office document as PDF, once it is there. */
  pdf: (node: Node) => string;
  pdfState: (node: Node, signal: AbortSignal) => Promise<PdfState>;
};

export type PdfState = {
  state: 'ready' | 'waiting' | 'busy' | 'failed' | 'no-converter';
  /** How many documents come first. */
  before: number | null;
};

/** @param base below which the nodes are: nothing for one's own, `/links/TOKEN` for a link's */
export function sourceAt(base: string): Source {
  const at = (node: Node) => `${API}${base}/nodes/${node.id}`;
  return {
    content: (node, inline = false) => `${at(node)}/content${inline ? '?inline=1' : ''}`,
    pdf: (node) => `${at(node)}/pdf?etag=${encodeURIComponent(node.etag)}`,
    pdfState: (node, signal) => call('GET', `${base}/nodes/${node.id}/pdf/state`, { signal }),
  };
}

export const OWN_FILES = sourceAt('');
