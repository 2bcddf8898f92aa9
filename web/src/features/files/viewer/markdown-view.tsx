import './markdown.css';
import { useMemo } from 'react';
import type { Node } from '../nodes';
import { rendered } from './markdown';
import { TextFrame } from './text-frame';

export function MarkdownView({ file }: { file: Node }) {
  return <TextFrame file={file}>{({ text }) => <Markdown text={text} />}</TextFrame>;
}

function Markdown({ text }: { text: string }) {
  const html = useMemo(() => rendered(text), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markup in the text is escaped, see markdown.test.ts
  return <article className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
