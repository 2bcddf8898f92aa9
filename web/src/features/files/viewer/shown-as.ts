import { kindOf } from '../kinds';
import type { Node } from '../nodes';

/** How the viewer shows a file; `nothing` are the facts alone. */
export type ShownAs = 'picture' | 'pdf' | 'office' | 'markdown' | 'text' | 'audio' | 'video' | 'nothing';

const PICTURES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/bmp',
  'image/webp',
  'image/avif',
  'image/svg+xml',
];

/** Types of text whose names do not begin with "text/". */
const TEXTS = /^application\/(json|yaml|sql|xml|xhtml\+xml|javascript|x-sh|toml)$/;

/** What LibreOffice makes a PDF of, if the server has it. */
const OFFICE = new Set(
  (
    'doc docx docm dot dotx odt ott rtf xls xlsx xlsm xlt xltx ods ots ' +
    'ppt pptx pptm pps ppsx pot odp otp odg'
  ).split(' '),
);

/** A file whose name says nothing (README, Makefile) may be a text, if it is small enough to look at. */
const WORTH_A_LOOK = 1 << 20;

export function shownAs(node: Pick<Node, 'kind' | 'name' | 'type' | 'size'>): ShownAs {
  const { name, size } = node;
  const type = node.type ?? '';
  if (PICTURES.includes(type)) return 'picture';
  if (type === 'application/pdf') return 'pdf';
  if (OFFICE.has(name.split('.').at(-1)?.toLowerCase() ?? '')) return 'office';
  if (type === 'text/markdown') return 'markdown';
  if (type.startsWith('text/') || TEXTS.test(type)) return 'text';
  if (type.startsWith('audio/')) return 'audio';
  if (type.startsWith('video/')) return 'video';
  if (kindOf(node) === 'code') return 'text';
  return type === '' && size <= WORTH_A_LOOK && !/\.[^.]*$/.test(name.slice(1)) ? 'text' : 'nothing';
}
