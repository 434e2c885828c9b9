import { isRunOpen, type ImportKind, type ImportRun } from './import-run.ts';

/** How far one kind of object is imported. */
export type KindProgress = {
  kind: ImportKind;
  state: ImportRun['state'];
  /** Of the file, 0 to 100; null until its size is known. */
  percent: number | null;
  objectsDone: number;
  objectsTotal: number | null;
  /** Quarantined, because they could not be used. */
  objectsUnusable: number;
  /** Milliseconds that the rest takes at the pace so far; null when there is nothing to judge by. */
  leftMs: number | null;
  finishedAt: number | null;
  error: string | null;
};

/**
 * How far a run is.
 * @param now epoch milliseconds
 */
export function progressOf(run: ImportRun, now: number): KindProgress {
  const { kind, state, objectsDone, objectsTotal, objectsUnusable, finishedAt, error } = run;
  return {
    kind,
    state,
    percent: percentOf(run),
    objectsDone,
    objectsTotal,
    objectsUnusable,
    leftMs: leftOf(run, now),
    finishedAt,
    error,
  };
}

/** Whether any of them is still under way. */
export function isImporting(progress: readonly KindProgress[]): boolean {
  return progress.some(isRunOpen);
}

/** How much of a file is read, 0 to 100; null until its size is known. */
export function percentOf({
  state,
  bytesDone,
  bytesTotal,
}: Pick<ImportRun, 'state' | 'bytesDone' | 'bytesTotal'>): number | null {
  if (state === 'done') return 100;
  if (bytesTotal === null || bytesTotal === 0) return null;
  // A hundred is for what is done and saved as such.
  return Math.min(99, Math.floor((100 * bytesDone) / bytesTotal));
}

/** Milliseconds that the rest takes at the pace so far; null when there is nothing to judge by. */
export function leftOf(
  {
    state,
    bytesDone,
    bytesTotal,
    readingSince,
  }: Pick<ImportRun, 'state' | 'bytesDone' | 'bytesTotal' | 'readingSince'>,
  now: number,
): number | null {
  if (state !== 'reading' || bytesTotal === null || readingSince === null || bytesDone === 0)
    return null;
  const tookMs = Math.max(0, now - readingSince);
  return Math.round((tookMs * Math.max(0, bytesTotal - bytesDone)) / bytesDone);
}
