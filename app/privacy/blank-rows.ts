import type { PersonMentions } from './mentions.ts';

const NEWLINE = 0x0a;
const SPACE = 0x20;
/** What a row of a file is made of beside its values. */
const FORM = new Set([NEWLINE, 0x0d, 0x22, 0x2c, 0x3b, 0x09, 0x7c]);

/**
 * Blanks the rows of a file that name a person, in place: each value becomes spaces of the same length, so that
 * whoever is reading the file finds every other row where it was.
 * @param bytes the file in UTF-8, or whole rows of it; changed in place
 * @returns how many lines were blanked
 */
export function blankRowsNaming(bytes: Uint8Array, mentions: PersonMentions): number {
  const decoder = new TextDecoder();
  let blanked = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    if (mentions.isIn(decoder.decode(line))) {
      for (const [at, byte] of line.entries()) if (!FORM.has(byte)) line[at] = SPACE;
      blanked += 1;
    }
    start = end + 1;
  }
  return blanked;
}
