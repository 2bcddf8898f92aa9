import MarkdownIt from 'markdown-it';

/**
 * Markdown as HTML that can do nothing: markup in the text stays text, nothing is loaded, and a link leads out of the
 * page or nowhere. (A relative one would mean other files, which have no such addresses here.)
 */
export function rendered(text: string): string {
  return markdown.render(text);
}

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
const { escapeHtml } = markdown.utils;

const LEADS_OUT = /^(https?:\/\/|mailto:)/i;

markdown.renderer.rules.link_open = (tokens, at, options, _, self) => {
  const link = tokens[at];
  if (link && LEADS_OUT.test(String(link.attrGet('href')))) {
    link.attrSet('target', '_blank');
    link.attrSet('rel', 'noopener noreferrer nofollow');
  } else if (link) {
    link.attrs = null;
  }
  return self.renderToken(tokens, at, options);
};

// A picture would tell its server who reads this, and when.
markdown.renderer.rules.image = (tokens, at) =>
  `<span class="markdown-image">${escapeHtml(tokens[at]?.content || '…')}</span>`;
