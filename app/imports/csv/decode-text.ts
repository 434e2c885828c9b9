import type { CodePage } from './code-page-names.ts';

/** How the bytes of a file stand for letters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | CodePage;

/** What Windows-1252 has where Latin-1 has control codes. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Why a file is no text that could be read, in words for the user who chose it. */
export type NotText = { outcome: 'not_text'; reason: string };

/** Beginnings of files that are often chosen instead of a CSV file. */
const OTHERS: readonly [signature: readonly number[], reason: string][] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'This is a ZIP archive or an Excel workbook. Unpack the archive, or save the workbook as CSV.',
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], 'This is an old Excel workbook. Save it as CSV first.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF. Export the contacts as CSV.'],
  [[0x1f, 0x8b], 'This is a packed file. Unpack it first.'],
];

/** A share of zero bytes that programs leave in texts; pictures and programs have more. */
const STRAY_ZEROS = 0.01;

/** The shares of zeros among the bytes at even and odd places. */
function zerosIn(head: Uint8Array): [even: number, odd: number] {
  const zeros: [number, number] = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  });
  const byteCount = Math.max(1, head.length / 2);
  return [zeros[0] / byteCount, zeros[1] / byteCount];
}

/**
 * In which encoding a file begins. UTF-8 unless a mark or its zeros say otherwise; whether it really is shows when it
 * is decoded.
 */
export function encodingOf(head: Uint8Array): { outcome: 'text'; encoding: Encoding } | NotText {
  for (const [signature, reason] of OTHERS)
    if (signature.every((byte, index) => head[index] === byte))
      return { outcome: 'not_text', reason };
  if (head[0] === 0xff && head[1] === 0xfe) return { outcome: 'text', encoding: 'utf-16le' };
  if (head[0] === 0xfe && head[1] === 0xff) return { outcome: 'text', encoding: 'utf-16be' };
  const [even, odd] = zerosIn(head);
  // Latin letters in UTF-16 have every other byte zero.
  if (odd > 0.3 && even < 0.01 && head[1] === 0) return { outcome: 'text', encoding: 'utf-16le' };
  if (even > 0.3 && odd < 0.01 && head[0] === 0) return { outcome: 'text', encoding: 'utf-16be' };
  if (even + odd > 2 * STRAY_ZEROS)
    return { outcome: 'not_text', reason: 'This is not a text file. Export the contacts as CSV.' };
  return { outcome: 'text', encoding: 'utf-8' };
}

/**
 * Decodes pieces of a text, one after the other. Letters that are cut in two wait for the next piece.
 * @param options whether what is not in the encoding throws a TypeError, or becomes U+FFFD
 */
export function decoderOf(
  encoding: Encoding,
  options: { fatal: boolean },
): (piece: Uint8Array, isLast: boolean) => string {
  const decoder = new TextDecoder(encoding, options);
  return (piece, isLast) => {
    const text = decoder.decode(piece, { stream: !isLast });
    if (encoding !== 'windows-1252') return text;
    // Node reads Windows-1252 as Latin-1 (nodejs/node#56542).
    return text.replace(/[\x80-\x9f]/g, (code) => WINDOWS_1252[code.charCodeAt(0) - 0x80] ?? code);
  };
}

/**
 * Gives the pieces of a file as UTF-8 without a mark of its encoding, piece by piece. Zeros, which no column of text
 * takes, become U+FFFD.
 * @returns null when a piece is not in this encoding
 */
export function utf8Pieces(
  encoding: Encoding,
): (piece: Uint8Array, isLast: boolean) => Buffer | null {
  const decode = decoderOf(encoding, { fatal: true });
  return (piece, isLast) => {
    try {
      return Buffer.from(decode(piece, isLast).replaceAll('\0', '\uFFFD'));
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  };
}
