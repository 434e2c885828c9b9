import { LinkTarget } from '#app/messages/blocks/link-target.ts';
import type { Paragraph, RichLine, RichText, TextPiece } from '#app/messages/blocks/rich-text.ts';

/** A document of the rich text editor, or a part of one, as far as its nodes and marks are ours. */
export type TextNode = {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: TextNode[];
};

const LISTS = { bullet: 'bulletList', number: 'orderedList' } as const;
const MARKS = ['bold', 'italic', 'underline'] as const;

/** A text as the rich text editor reads it. */
export function docOfText(text: RichText): TextNode {
  const content: TextNode[] = [];
  for (const { kind, line } of text.length > 0 ? text : [EMPTY]) {
    const paragraph = { type: 'paragraph', content: line.map(nodeOfPiece) };
    if (kind === 'paragraph') {
      content.push(paragraph);
      continue;
    }
    const item = { type: 'listItem', content: [paragraph] };
    const last = content.at(-1);
    if (last?.type === LISTS[kind]) last.content?.push(item);
    else content.push({ type: LISTS[kind], content: [item] });
  }
  return { type: 'doc', content };
}

const EMPTY: Paragraph = { kind: 'paragraph', line: [] };

/** A line as the rich text editor reads it. */
export function docOfLine(line: RichLine): TextNode {
  return docOfText([{ kind: 'paragraph', line }]);
}

function nodeOfPiece(piece: TextPiece): TextNode {
  const marks = [
    ...(piece.marks ?? []).map((type) => ({ type })),
    ...(piece.link ? [{ type: 'link', attrs: { ...piece.link } }] : []),
  ];
  const marked = marks.length > 0 ? { marks } : {};
  if ('text' in piece) return { type: 'text', text: piece.text, ...marked };
  const { variable, fallback } = piece;
  return { type: 'variable', attrs: { variable, fallback }, ...marked };
}

/** The text of a document; lists in lists become items of one list. */
export function textOfDoc(doc: TextNode): RichText {
  return (doc.content ?? []).flatMap((node) => paragraphsOf(node, 'paragraph'));
}

/** The line of a document: its paragraphs behind each other. */
export function lineOfDoc(doc: TextNode): RichLine {
  return joinedPieces(textOfDoc(doc).flatMap(({ line }) => line));
}

function paragraphsOf(node: TextNode, kind: Paragraph['kind']): Paragraph[] {
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return [{ kind, line: joinedPieces(content.flatMap(pieceOfNode)) }];
    case 'bulletList':
      return content.flatMap((item) => paragraphsOf(item, 'bullet'));
    case 'orderedList':
      return content.flatMap((item) => paragraphsOf(item, 'number'));
    default:
      return content.flatMap((inner) => paragraphsOf(inner, kind));
  }
}

function pieceOfNode({ type, text, attrs, marks = [] }: TextNode): TextPiece[] {
  const own = MARKS.filter((name) => marks.some((mark) => mark.type === name));
  const link = linkOfAttributes(marks.find((mark) => mark.type === 'link')?.attrs);
  const dressed = { ...(own.length > 0 && { marks: own }), ...(link && { link }) };
  if (type === 'text' && text !== undefined && text !== '') return [{ text, ...dressed }];
  if (type === 'variable' && typeof attrs?.variable === 'string') {
    const fallback = typeof attrs.fallback === 'string' ? attrs.fallback : '';
    return [{ variable: attrs.variable, fallback, ...dressed }];
  }
  return [];
}

/** The link of a mark; undefined where it is none. The editor gives all attributes, also those that this kind does not have. */
export function linkOfAttributes(
  attrs: Record<string, unknown> | undefined,
): LinkTarget | undefined {
  const own =
    attrs?.to === 'address' ? { to: attrs.to, address: attrs.address } : { to: attrs?.to };
  const read = LinkTarget.safeParse(own);
  return read.success ? read.data : undefined;
}

/** Pieces of text that look alike, as one. */
function joinedPieces(pieces: readonly TextPiece[]): RichLine {
  const joined: TextPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && 'text' in last && 'text' in piece && looks(last) === looks(piece))
      joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}

function looks({ marks = [], link }: TextPiece): string {
  return JSON.stringify([marks, link ?? null]);
}
