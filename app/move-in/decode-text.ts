/** How the bytes of a file stand for letters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Why a file is no text that could be read, in words for whoever chose it. */
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

/**
 * In which encoding a file begins. UTF-8 unless a mark says otherwise; whether it really is shows when it is
 * decoded, and Windows-1252 is what Excel writes else.
 */
export function encodingOf(head: Uint8Array): { outcome: 'text'; encoding: Encoding } | NotText {
  for (const [signature, reason] of OTHERS)
    if (signature.every((byte, index) => head[index] === byte))
      return { outcome: 'not_text', reason };
  if (head[0] === 0xff && head[1] === 0xfe) return { outcome: 'text', encoding: 'utf-16le' };
  if (head[0] === 0xfe && head[1] === 0xff) return { outcome: 'text', encoding: 'utf-16be' };
  if (head.includes(0))
    return { outcome: 'not_text', reason: 'This is not a text file. Export the contacts as CSV.' };
  return { outcome: 'text', encoding: 'utf-8' };
}

/**
 * Gives the pieces of a file as UTF-8 without a mark of its encoding, piece by piece.
 * @returns null when a piece is not in this encoding
 */
export function utf8Pieces(
  encoding: Encoding,
): (piece: Uint8Array, isLast: boolean) => Buffer | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (piece, isLast) => {
    try {
      return Buffer.from(decoder.decode(piece, { stream: !isLast }));
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  };
}
