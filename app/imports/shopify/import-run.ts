/** What is read from Shopify in bulk; in this order, so that orders find their people and their goods. */
export const IMPORT_KINDS = [
  'products',
  'collections',
  'customers',
  'companies',
  'orders',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/**
 * One re-reading of a kind of object. `history` is what was before the installation and starts nothing;
 * `changes` is what webhooks may have missed and may start journeys. Times are epoch milliseconds.
 */
export type ImportRun = {
  id: string;
  kind: ImportKind;
  purpose: 'history' | 'changes';
  /** What was updated before is left out; null takes everything. */
  since: number | null;
  /** When it was asked for. */
  until: number;
  state: 'asking' | 'preparing' | 'reading' | 'done' | 'failed' | 'cancelled';
  /** Shopify's global id of the bulk operation. */
  bulkId: string | null;
  objectsTotal: number | null;
  bytesTotal: number | null;
  /** How far the file is read: everything before this byte is saved. */
  bytesDone: number;
  objectsDone: number;
  objectsUnusable: number;
  readingSince: number | null;
  finishedAt: number | null;
  /** Why it failed, in words for the merchant. */
  error: string | null;
};

/** Whether there is still something to do. */
export function isRunOpen({ state }: Pick<ImportRun, 'state'>): boolean {
  return state === 'asking' || state === 'preparing' || state === 'reading';
}
