import { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { MOST_COLUMNS } from './file.ts';

/** A row of a file; `end` is the byte after it. */
export type CsvRow = { cells: string[]; end: number };

/** A row longer than any list of contacts has: a quote that is opened and never closed. */
const LONGEST_ROW = 256 * 1024;
/**
 * Bytes parsed at once. The parser makes all rows of a piece before it gives the first, and a row of one letter
 * takes some 500 bytes of memory: a megabyte of those would take more than a process has.
 */
const PARSE_CHUNK_BYTES = 16 * 1024;
/** Any of these ends a row wherever it stands outside quotes: programs and people glue files of several kinds together. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** Thrown when a file stops being CSV; the message says where and what to do. */
export class NotCsvError extends Error {
  override name = 'NotCsvError';
}

/**
 * The rows of a CSV file in UTF-8, one at a time, with where each ends, so that reading can go on from there.
 * Rows without anything in them are left out, and so are the cells of a row beyond the first that is too many.
 * @param bytes the file from `from` on, which is 0 or the end of a row
 * @throws NotCsvError
 */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  from: number,
): AsyncGenerator<CsvRow, void, void> {
  const parser = parse({
    delimiter,
    // Given, because the parser would otherwise take whatever ends the first line, and read other line ends as letters.
    record_delimiter: LINE_ENDS,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(splitChunks(bytes));
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const read of source.pipe(parser)) {
      const { record, info } = read as { record: string[]; info: Info };
      const cells = record.slice(0, MOST_COLUMNS + 1).map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) yield { cells, end: from + info.bytes };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new NotCsvError(
      'A quotation mark is opened and never closed. Correct the file, or export it again.',
    );
  } finally {
    source.destroy();
  }
}

async function* splitChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += PARSE_CHUNK_BYTES)
      yield chunk.subarray(at, at + PARSE_CHUNK_BYTES);
}

/** The line that Excel writes and reads before a header: `sep=;`. */
const SEPARATOR_LINE = /^\s*"?sep=([^\s\p{L}\p{N}"]|\t)"?[ \t]*(?:\r\n|\n|\r)/iu;

/**
 * What a line before the header says that separates the cells.
 * @param head the beginning of the file, without a mark of its encoding
 * @returns the sign, and the bytes of the line and what stands before it; null when there is no such line
 */
export function separatorLine(head: string): { delimiter: string; bytes: number } | null {
  const [line, delimiter] = SEPARATOR_LINE.exec(head) ?? [];
  return line === undefined || delimiter === undefined
    ? null
    : { delimiter, bytes: Buffer.byteLength(line) };
}

/** Whether a row is the header once more, as files have it that were put together of several. */
export function isHeaderAgain(cells: readonly string[], header: readonly string[]): boolean {
  return (
    cells.length === header.length &&
    cells.every((cell, column) => headerCell(cell).toLowerCase() === header[column]?.toLowerCase())
  );
}

/** A cell of the header as it is kept. */
export function headerCell(cell: string): string {
  return cell.replace(/^\uFEFF/, '').slice(0, 200);
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What separates the cells: whichever of the usual signs stands most often in the header. */
export function delimiterOf(head: string): string {
  const [line = ''] = head.replace(/^\s+/, '').split(/\r?\n|\r/, 1);
  const unquoted = line.replace(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((sign) => ({ sign, count: unquoted.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}
