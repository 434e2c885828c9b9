import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { wrongIn } from './adapter.ts';
import { openHouse } from './house.ts';
import type { Situation } from './words.ts';

/** Makes a test of each situation, under its id. Call it once, at the top of a test file. */
export async function testSituations(situations: readonly Situation[]): Promise<void> {
  const house = await openHouse(await testDatabase());
  afterAll(() => house.close());
  for (const situation of situations)
    test(`${situation.id} ${situation.title}`, async () => {
      const wrong = await wrongIn(house, situation);
      expect(wrong, wrong.join('\n')).toEqual([]);
    });
}
