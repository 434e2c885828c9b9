import { expect, test } from 'vitest';
import { AGE_MS, isReloadDue, RELOAD_MS } from './live-watch.ts';

test.each([
  ['nothing changed', { now: RELOAD_MS, loaded: 7, seen: 7 }, false],
  ['something changed', { now: RELOAD_MS, loaded: 7, seen: 8 }, true],
  ['it changed, but it was loaded a moment ago', { now: RELOAD_MS - 1, loaded: 7, seen: 8 }, false],
  ['a backup with fewer changes was restored', { now: RELOAD_MS, loaded: 7, seen: 2 }, true],
  ['there was no answer', { now: RELOAD_MS, loaded: 7, seen: null }, false],
  ['long passed', { now: AGE_MS, loaded: 7, seen: 7 }, true],
  ['long passed without an answer', { now: AGE_MS, loaded: 7, seen: null }, true],
])('whether a page is loaded again when %s', (_name, watch, due) => {
  expect(isReloadDue({ loadedAt: 0, ...watch })).toBe(due);
});
