import type { RowPage } from '#app/lib/list-view.ts';
import type { CsvImport } from './file.ts';

/** A file as the list shows it: without its rows, which are people. */
export type ListedFile = Pick<
  CsvImport,
  'id' | 'fileName' | 'state' | 'kind' | 'rowsDone' | 'createdAt'
>;

/** What the list can be sorted by, the usual one first. */
export const FILE_SORTS = ['created', 'name', 'rows'] as const;

export type FileSort = (typeof FILE_SORTS)[number];

export type FilePage = RowPage<ListedFile> & {
  /** Whether there are any, whatever is searched for. */
  hasAny: boolean;
  /** Whether a job is at work on one of them, on this page or not. */
  isAtWork: boolean;
};
