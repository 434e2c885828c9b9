import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type pg from 'pg';
import type { ImportShop } from '#app/imports/shopify/store/import-shop.server.ts';
import { csvRows, isHeaderAgain } from './csv-rows.server.ts';
import type { CsvImport } from './file.ts';
import { readRow, type FileTerms, type ParsedRow } from './read-row.ts';
import { rowError } from './row-errors.ts';
import type { ReadRowError } from './errors.server.ts';
import { identifiersInRow } from './identifiers-in-row.ts';
import { fileBytes } from './chunks.server.ts';

/** Bytes of rows that are held together, however long each is. */
const BATCH_BYTES = 256 * 1024;

/** A row of a file, read. `row` is its number, the header the first; empty rows and headers again are not counted. */
export type FileRow = { row: number; cells: string[]; end: number; parsed: ParsedRow };

/** What a file is taken for; throws when it is not set yet. */
export function termsOf({ id, kind, mapping, uploadedAt }: CsvImport, timeZone: string): FileTerms {
  if (kind === null) throw new Error(`The kind of the file ${id} is not set.`);
  return { kind, mapping, uploadedAt, timeZone };
}

/** The rows of a file from a byte on, in batches of at most `size`. The caller closes it. */
export function openRows(
  pool: pg.Pool,
  { id: shopId, timeZone }: Pick<ImportShop, 'id' | 'timeZone'>,
  file: CsvImport,
  from: { byte: number; row: number },
  size: number,
): { next(): Promise<FileRow[]>; close(): Promise<void> } {
  const terms = termsOf(file, timeZone);
  const rows = csvRows(
    fileBytes(pool, shopId, file.id, from.byte),
    file.delimiter ?? ',',
    from.byte,
  );
  // The header is the first row.
  let row = from.row + 1;
  let byte = from.byte;
  return {
    async next() {
      const batch: FileRow[] = [];
      const full = byte + BATCH_BYTES;
      // Without a row it is the end of the file, however much was left out before.
      while (batch.length < size && (batch.length === 0 || byte < full)) {
        const read = await rows.next();
        if (read.done) break;
        const { cells, end } = read.value;
        byte = end;
        if (isHeaderAgain(cells, file.header)) continue;
        row += 1;
        batch.push({ row, cells, end, parsed: readRow(cells, terms) });
      }
      // The statements of the batch before must not wait until all of these are read.
      await yieldToEventLoop();
      return batch;
    },
    close: async () => void (await rows.return()),
  };
}

/** What is to be reported of rows. */
export function errorsOf(rows: readonly FileRow[]): ReadRowError[] {
  return rows.flatMap(({ row, cells, parsed }) => {
    const reason = rowError(parsed);
    return reason === null
      ? []
      : [{ row, reason, cells, identifiers: identifiersInRow(cells, parsed) }];
  });
}
