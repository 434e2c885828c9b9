import type { ImportCounts } from './count-rows.ts';
import type { FileKind, ColumnMapping } from './fields.ts';

/** Bytes of a chunk in which a file is sent and stored, and the most of a whole file. */
export const CHUNK_BYTES = 1024 * 1024;
export const MOST_BYTES = 50 * CHUNK_BYTES;
/** More columns has no list of people. */
export const MOST_COLUMNS = 300;

/** A CSV file of people that is imported. Times are epoch milliseconds. */
export type CsvImport = {
  id: string;
  fileName: string;
  state:
    | 'uploading'
    | 'encoding'
    | 'mapping'
    | 'checking'
    | 'checked'
    | 'running'
    | 'done'
    | 'failed'
    | 'cancelled';
  kind: FileKind | null;
  delimiter: string | null;
  header: string[];
  /**
   * The first rows, for the merchant who maps the columns; in the state `encoding` rows of an encoding and what words
   * of the file would be in it.
   */
  sample: string[][];
  mapping: ColumnMapping;
  uploadedAt: number;
  bytesTotal: number;
  bytesStart: number;
  bytesDone: number;
  rowsDone: number;
  rowsUnusable: number;
  counts: ImportCounts | null;
  readingSince: number | null;
  createdBy: string;
  createdAt: number;
  finishedAt: number | null;
  /** Why it failed, in words for the merchant. */
  error: string | null;
  /** What was being done when it failed and can be tried again; null when it cannot. */
  parkedFrom: 'checking' | 'running' | null;
};

/** Whether a job is at work on it. */
export function isImportRunning({ state }: Pick<CsvImport, 'state'>): boolean {
  return state === 'checking' || state === 'running';
}

/** Whether it can still be cancelled. */
export function isImportOpen({ state }: Pick<CsvImport, 'state'>): boolean {
  return state !== 'done' && state !== 'failed' && state !== 'cancelled';
}
