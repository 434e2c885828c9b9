import { expect, test } from 'vitest';
import type { ImportRun } from './import-run.ts';
import { isImporting, progressOf } from './progress.ts';

const STARTED = Date.UTC(2026, 9, 1);

function run(over: Partial<ImportRun> = {}): ImportRun {
  return {
    id: 'run',
    kind: 'orders',
    purpose: 'history',
    since: null,
    until: STARTED,
    state: 'reading',
    bulkId: 'gid://shopify/BulkOperation/1',
    objectsTotal: 400,
    bytesTotal: 1_000,
    bytesDone: 250,
    objectsDone: 100,
    objectsUnusable: 0,
    readingSince: STARTED,
    finishedAt: null,
    error: null,
    ...over,
  };
}

test('a quarter read in ten seconds is 25 percent with half a minute left', () => {
  expect(progressOf(run(), STARTED + 10_000)).toMatchObject({ percent: 25, leftMs: 30_000 });
});

test('before there is a file, neither a share nor an end is made up', () => {
  const waiting = run({ state: 'preparing', bytesTotal: null, objectsTotal: null, bytesDone: 0 });
  expect(progressOf(waiting, STARTED)).toMatchObject({ percent: null, leftMs: null });
  expect(progressOf(run({ bytesDone: 0 }), STARTED)).toMatchObject({ percent: 0, leftMs: null });
});

test('a hundred percent is said only when it is done, also when there was nothing', () => {
  expect(progressOf(run({ bytesDone: 1_000 }), STARTED).percent).toBe(99);
  expect(progressOf(run({ state: 'done', bytesTotal: null }), STARTED).percent).toBe(100);
});

test('an import is under way while any kind is', () => {
  const over = (['done', 'failed', 'cancelled'] as const).map((state) =>
    progressOf(run({ state }), STARTED),
  );
  expect(isImporting(over)).toBe(false);
  expect(isImporting([...over, progressOf(run({ state: 'asking' }), STARTED)])).toBe(true);
});
