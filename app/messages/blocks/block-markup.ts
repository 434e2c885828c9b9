import escapeHtml from 'escape-html';
import { isLinkAddress, type LinkTarget } from './link-target.ts';
import type { Paragraph, RichLine, RichText, TextPiece } from './rich-text.ts';

/**
 * Turns what a merchant wrote into MJML and plain text, both with Liquid. Their words are never Liquid: braces are written so that
 * they come out as braces.
 */

const TAGS = { bold: 'strong', italic: 'em', underline: 'u' } as const;
/** In the colour of the text around it, so that it can be read on every ground. */
const LINK_STYLE = 'color:inherit;text-decoration:underline';

/** Text as HTML shows it, in an element or in an attribute between double quotes. */
export function htmlOfText(text: string): string {
  return escapeHtml(text).replaceAll('{', '&#123;').replaceAll('\n', '<br />');
}

/** Text for the inside of an attribute. */
export function attributeOfText(text: string): string {
  return escapeHtml(text.replace(/\s+/g, ' ').trim()).replaceAll('{', '&#123;');
}

/** Text as the plain part and the subject show it. */
export function liquidOfText(text: string): string {
  return text.replace(/\{+/g, (braces) => `{{ '${braces}' }}`);
}

/** What stands in `href`; an address that cannot be used leads to the shop, and is named before publishing. */
export function hrefOfLink(link: LinkTarget): string {
  switch (link.to) {
    case 'action':
      return '{{ action }}';
    case 'shop':
      return '{{ shop.url }}';
    case 'address':
      return isLinkAddress(link.address) ? attributeOfText(link.address) : '{{ shop.url }}';
  }
}

function plainHref(link: LinkTarget): string {
  return link.to === 'address' && isLinkAddress(link.address)
    ? liquidOfText(link.address)
    : hrefOfLink(link);
}

function valueOf(piece: TextPiece, written: (text: string) => string): string {
  if ('text' in piece) return written(piece.text);
  const { variable, fallback } = piece;
  return `{% if ${variable} %}{{ ${variable} }}{% else %}${written(fallback)}{% endif %}`;
}

/** A line as HTML. */
export function htmlOfLine(line: RichLine): string {
  return line.map(htmlOfPiece).join('');
}

function htmlOfPiece(piece: TextPiece): string {
  const marked = (piece.marks ?? []).reduce(
    (inner, mark) => `<${TAGS[mark]}>${inner}</${TAGS[mark]}>`,
    valueOf(piece, htmlOfText),
  );
  return piece.link === undefined
    ? marked
    : `<a href="${hrefOfLink(piece.link)}" style="${LINK_STYLE}">${marked}</a>`;
}

/** A line as plain text; addresses of its links stand behind what they are called. */
export function textOfLine(line: RichLine): string {
  return line
    .map((piece) => {
      const value = valueOf(piece, liquidOfText);
      return piece.link === undefined ? value : `${value} (${plainHref(piece.link)})`;
    })
    .join('');
}

/** Running text as HTML: paragraphs, and lists of the items that follow each other. */
export function htmlOfRichText(text: RichText): string {
  return groupsOf(text)
    .map(([kind, items]) => {
      if (kind === 'paragraph')
        return items
          .map(({ line }) => `<p style="margin:0 0 12px">${htmlOfLine(line)}</p>`)
          .join('');
      const tag = kind === 'bullet' ? 'ul' : 'ol';
      const rows = items.map(({ line }) => `<li style="margin:0 0 6px">${htmlOfLine(line)}</li>`);
      return `<${tag} style="margin:0 0 12px;padding-left:24px">${rows.join('')}</${tag}>`;
    })
    .join('');
}

/** Running text as plain text. */
export function textOfRichText(text: RichText): string {
  return groupsOf(text)
    .map(([kind, items]) => {
      const lines = items.map(({ line }) => textOfLine(line));
      if (kind === 'paragraph') return lines.join('\n\n');
      return lines
        .map((line, place) => `${kind === 'bullet' ? '-' : `${String(place + 1)}.`} ${line}`)
        .join('\n');
    })
    .join('\n\n');
}

/** Paragraphs and items, those of one kind that follow each other together. */
function groupsOf(text: RichText): [Paragraph['kind'], Paragraph[]][] {
  const groups: [Paragraph['kind'], Paragraph[]][] = [];
  for (const one of text) {
    const last = groups.at(-1);
    if (last?.[0] === one.kind) last[1].push(one);
    else groups.push([one.kind, [one]]);
  }
  return groups;
}
