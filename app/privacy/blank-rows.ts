import type { PersonMentions } from './mentions.ts';

const [NEWLINE, RETURN, QUOTE, SPACE] = [0x0a, 0x0d, 0x22, 0x20];
const DELIMITERS = [0x2c, 0x3b, 0x09, 0x7c];
/** What a row of a file is made of beside its values. */
const FORM = new Set([NEWLINE, RETURN, QUOTE, ...DELIMITERS]);

/**
 * Blanks the rows of a CSV file that name a person, in place: each value becomes spaces of the same length, so that
 * a reader of the file finds every other row where it was. A row may have several lines, inside quotes.
 * @param bytes the file in UTF-8, or whole rows of it; changed in place
 * @param delimiter what separates the cells; null when that is not known yet
 * @returns how many rows were blanked
 */
export function blankRowsNaming(
  bytes: Uint8Array,
  mentions: PersonMentions,
  delimiter: string | null,
): number {
  const decoder = new TextDecoder();
  let blanked = 0;
  for (const [start, end] of rowsOf(bytes, delimiter)) {
    const row = bytes.subarray(start, end);
    if (!mentions.isIn(decoder.decode(row))) continue;
    for (const [at, byte] of row.entries()) if (!FORM.has(byte)) row[at] = SPACE;
    blanked += 1;
  }
  return blanked;
}

/**
 * Where the rows of a file are, read as the import reads it: a quote opens only at the beginning of a cell, one inside it
 * stands doubled, and any other is a letter. Any line end outside quotes ends a row.
 */
function* rowsOf(bytes: Uint8Array, delimiter: string | null): Generator<[number, number]> {
  const delimiters = delimiter === null ? DELIMITERS : [delimiter.charCodeAt(0)];
  let [start, isQuoted, isCellStart] = [0, false, true];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (isQuoted) {
      if (byte !== QUOTE) continue;
      if (bytes[at + 1] === QUOTE) at += 1;
      else isQuoted = false;
    } else if (byte === QUOTE && isCellStart) [isQuoted, isCellStart] = [true, false];
    else if (byte === NEWLINE || (byte === RETURN && bytes[at + 1] !== NEWLINE)) {
      yield [start, at];
      [start, isCellStart] = [at + 1, true];
    } else isCellStart = byte !== undefined && delimiters.includes(byte);
  }
  if (start < bytes.length) yield [start, bytes.length];
}
