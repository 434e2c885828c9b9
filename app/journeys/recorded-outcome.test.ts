import { expect, test } from 'vitest';
import type { CompletedEffect } from '#app/effects/due-effect.ts';
import { NAMED_OUTCOMES } from './recorded-outcome.ts';

test('what becomes of an effect is an outcome with a name', () => {
  // Statements write these from the state of the effect; one that waits is deferred.
  const written: Record<CompletedEffect['state'], string> = {
    done: 'done',
    skipped: 'skipped',
    failed: 'failed',
    ready: 'deferred',
  };
  expect(NAMED_OUTCOMES).toEqual(expect.arrayContaining(Object.values(written)));
});
