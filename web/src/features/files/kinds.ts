import type { Node } from './nodes';

export type Kind =
  | 'folder'
  | 'image'
  | 'pdf'
  | 'text'
  | 'sheet'
  | 'slides'
  | 'archive'
  | 'audio'
  | 'video'
  | 'code'
  | 'other';

const ENDINGS: readonly [Kind, string][] = [
  ['pdf', 'pdf'],
  ['text', 'txt md odt ott doc docx dotx rtf pages'],
  ['sheet', 'ods ots xls xlsx xlsm csv numbers'],
  ['slides', 'odp otp ppt pptx key'],
  ['archive', 'zip tar gz tgz bz2 xz 7z rar zst'],
  ['image', 'png jpg jpeg gif webp avif heic svg tif tiff bmp odg'],
  ['audio', 'mp3 ogg oga opus wav flac m4a'],
  ['video', 'mp4 webm mkv mov avi ogv'],
  ['code', 'js ts tsx java py sh html css json xml yaml yml sql c h cpp rs go'],
];

const KIND_OF_ENDING = new Map(ENDINGS.flatMap(([kind, all]) => all.split(' ').map((one) => [one, kind])));

/** By the name's ending first, as people do, and only then by what the server found. */
export function kindOf({ kind, name, type }: Pick<Node, 'kind' | 'name' | 'type'>): Kind {
  if (kind === 'folder') return 'folder';
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const known = ending ? KIND_OF_ENDING.get(ending) : undefined;
  return known ?? kindOfType(type ?? '');
}

function kindOfType(type: string): Kind {
  if (type === 'application/pdf') return 'pdf';
  const family = type.split('/')[0];
  if (family === 'image' || family === 'audio' || family === 'video' || family === 'text') return family;
  return 'other';
}

const SHOWN_BY_BROWSERS = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'application/pdf',
];

/** Whether a browser shows it in a tab of its own: only what it can, and what cannot be made to run. No SVG, no HTML. */
export function opensInTab({ kind, type }: Pick<Node, 'kind' | 'type'>): boolean {
  return kind === 'file' && type !== null && SHOWN_BY_BROWSERS.includes(type);
}
