import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { findMismatches } from './adapter.ts';
import { openCaseEnvironment } from './case-environment.ts';
import type { Situation } from './words.ts';

/** Makes a test of each situation, under its id. Call it once, at the top of a test file. */
export async function testSituations(situations: readonly Situation[]): Promise<void> {
  const environment = await openCaseEnvironment(await testDatabase());
  afterAll(() => environment.close());
  for (const situation of situations)
    test(`${situation.id} ${situation.title}`, async () => {
      const mismatches = await findMismatches(environment, situation);
      expect(mismatches, mismatches.join('\n')).toEqual([]);
    });
}
