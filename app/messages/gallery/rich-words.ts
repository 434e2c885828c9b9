import type { Paragraph, RichLine, TextPiece } from '#app/messages/blocks/rich-text.ts';

/** A variable as the words of the gallery write it: its name, and what stands in its place where there is no value. */
const VARIABLE = /\[([a-z][a-zA-Z]*(?:\.[a-z][a-zA-Z]*)?)\|([^\]]+)\]/g;

/** A line out of words with variables, such as `Hello [firstName|there],`. */
export function lineOfWords(words: string): RichLine {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const found of words.matchAll(VARIABLE)) {
    const [whole, variable = '', fallback = ''] = found;
    if (found.index > at) pieces.push({ text: words.slice(at, found.index) });
    pieces.push({ variable, fallback });
    at = found.index + whole.length;
  }
  return at < words.length ? [...pieces, { text: words.slice(at) }] : pieces;
}

/** A paragraph out of words; what begins with `- ` or `1. ` is an item of a list. */
export function paragraphOfWords(words: string): Paragraph {
  const [, sign, item] = /^(-|\d+\.) (.*)$/s.exec(words) ?? [];
  if (sign === undefined || item === undefined)
    return { kind: 'paragraph', line: lineOfWords(words) };
  return { kind: sign === '-' ? 'bullet' : 'number', line: lineOfWords(item) };
}
