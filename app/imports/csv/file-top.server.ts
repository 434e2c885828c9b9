import {
  csvRows,
  delimiterOf,
  headerCell,
  isHeaderAgain,
  NotCsvError,
  separatorLine,
} from './csv-rows.server.ts';
import { MOST_COLUMNS } from './file.ts';

/** How a file begins; `start` is the byte after its header. */
export type FileTop = { delimiter: string; header: string[]; sample: string[][]; start: number };

/** Rows shown while the columns are chosen. */
const SAMPLE = 5;

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads the top of a file in UTF-8: what separates its cells, its header and the first people.
 * @param head the beginning of the file, longer than any header
 * @param bytesFrom the bytes of the file from one on
 * @returns in words why it cannot be used, where it cannot
 */
export async function readTop(
  head: Uint8Array,
  bytesFrom: (from: number) => AsyncIterable<Uint8Array>,
): Promise<FileTop | string> {
  const mark = UTF8_MARK.equals(head.subarray(0, UTF8_MARK.length)) ? UTF8_MARK.length : 0;
  const text = Buffer.from(head.subarray(mark)).toString('utf8');
  const separator = separatorLine(text);
  const begin = mark + (separator?.bytes ?? 0);
  const delimiter = separator?.delimiter ?? delimiterOf(text);
  const rows = csvRows(bytesFrom(begin), delimiter, begin);
  try {
    const first = await rows.next();
    if (first.done) return 'The file is empty.';
    const { cells, end } = first.value;
    if (cells.length > MOST_COLUMNS) return 'The file has more than 300 columns.';
    const header = cells.map(headerCell);
    const sample: string[][] = [];
    while (sample.length < SAMPLE) {
      const row = await rows.next();
      if (row.done) break;
      if (isHeaderAgain(row.value.cells, header)) continue;
      sample.push(row.value.cells.map((cell) => cell.slice(0, 80)));
    }
    if (sample.length === 0) return 'The file has a header and no people below it.';
    return { delimiter, header, sample, start: end };
  } catch (error) {
    if (error instanceof NotCsvError) return error.message;
    throw error;
  } finally {
    await rows.return();
  }
}
