import { CODE_PAGES, type CodePage } from './code-page-names.ts';
import { decoderOf } from './decode-text.ts';
import { isGarbledWord } from './garbled-word.ts';

/** What some words of a file would be if it were in an encoding. */
export type CodePageGuess = { encoding: CodePage; words: string[] };

/** In which encoding a file is: one, or several that would give other words, the likeliest first. */
export type CodePageResult =
  { outcome: 'known'; encoding: CodePage } | { outcome: 'ambiguous'; guesses: CodePageGuess[] };

/** Bytes of cells that are compared, and of one of them; a longer one is compared by its beginning. */
const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST_CELL = 400;
/** Words that the merchant compares. */
const WORDS = 4;
/** A file has slips of the pen: such a share of its words may be garbled in the right encoding as well. */
const SLIPS = 0.02;

/** What ends a cell; none of these bytes is part of a letter in any of the encodings. */
const ENDS = new Set([...'\r\n,;\t"'].map((sign) => sign.charCodeAt(0)));

/** Gathers the cells of a file that hold more than ASCII, each once, as pieces of the file arrive. */
export class CodePageEvidence {
  readonly #cells = new Set<string>();
  #bytes = 0;
  #open: number[] = [];

  add(piece: Uint8Array): void {
    for (const byte of piece) {
      if (!ENDS.has(byte)) {
        if (this.#open.length < LONGEST_CELL) this.#open.push(byte);
        continue;
      }
      this.#close();
    }
  }

  /**
   * Judges by what the words would be. Encodings in which they would be garbled are out; when the others agree on every
   * word it is known, and when they do not only the merchant can say.
   */
  result(): CodePageResult {
    this.#close();
    const cells = [...this.#cells].map((cell) => Buffer.from(cell, 'latin1'));
    const read = CODE_PAGES.map((encoding) => readAs(encoding, cells)).sort(
      (a, b) => a.odd - b.odd,
    );
    const [best] = read;
    if (!best) throw new Error('No encoding is known.');
    const most = best.odd * 1.5 + SLIPS;
    const likely = read.filter(({ odd: garbledShare }) => garbledShare <= most);
    if (likely.every(({ texts }) => texts.every((text, index) => text === best.texts[index])))
      return { outcome: 'known', encoding: best.encoding };
    const differing = best.texts
      .map((_, index) => index)
      .filter((index) => likely.some(({ texts }) => texts[index] !== best.texts[index]))
      .slice(0, WORDS);
    // What several encodings give alike is one choice.
    const guesses = new Map<string, CodePageGuess>();
    for (const { encoding, texts } of read) {
      const words = differing.map((index) => (texts[index] ?? '').slice(0, 40));
      const key = words.join('\n');
      if (!key.includes('\uFFFD') && !guesses.has(key)) guesses.set(key, { encoding, words });
    }
    return { outcome: 'ambiguous', guesses: [...guesses.values()] };
  }

  #close(): void {
    const isEvidence = this.#bytes < MOST_BYTES && this.#open.some((byte) => byte > 0x7f);
    if (isEvidence) {
      const cell = Buffer.from(this.#open).toString('latin1');
      if (!this.#cells.has(cell)) this.#bytes += cell.length;
      this.#cells.add(cell);
    }
    this.#open = [];
  }
}

const NOTHING = new Uint8Array();

function readAs(encoding: CodePage, cells: readonly Uint8Array[]) {
  const decode = decoderOf(encoding, { fatal: false });
  const texts = cells.map((cell) => {
    if (cell.length < LONGEST_CELL) return decode(cell, true);
    const text = decode(cell, false);
    // It may have been cut within a letter, which is left out.
    decode(NOTHING, true);
    return text;
  });
  const words = texts
    .flatMap((text) => text.split(/\s+/u))
    .filter((word) => /[^\0-\x7f]/.test(word));
  return { encoding, texts, odd: words.filter(isGarbledWord).length / Math.max(1, words.length) };
}
