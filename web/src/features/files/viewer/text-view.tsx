import './code.css';
import { useEffect, useState } from 'react';
import type { Node } from '../nodes';
import { coloured, languageOf } from './languages';
import { TextFrame } from './text-frame';

export function TextView({ file }: { file: Node }) {
  return <TextFrame file={file}>{({ text }) => <Text text={text} name={file.name} />}</TextFrame>;
}

/** Plain at once, coloured as soon as the language is known. */
function Text({ text, name }: { text: string; name: string }) {
  const language = languageOf(name);
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    if (!language) return;
    let wanted = true;
    coloured(text, language).then(
      (done) => wanted && setHtml(done),
      // Without colours it reads as well.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [text, language]);
  const look = language ? 'viewer-code' : 'viewer-text';
  if (html === null) return <pre className={look}>{text}</pre>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: highlight.js escapes the text, and adds spans alone
  return <pre className={look} dangerouslySetInnerHTML={{ __html: html }} />;
}
