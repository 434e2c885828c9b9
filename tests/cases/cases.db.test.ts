import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { wrongIn } from './adapter.ts';
import { openHouse } from './house.ts';
import { readSituations } from './words.ts';

const db = await testDatabase();
const house = await openHouse(db);
afterAll(() => house.close());

/** Only for what never ends, unless the situation says how long it may take. */
const PATIENCE_S = 60;

for (const situation of readSituations('./cases.json')) {
  const { id, title, apartSeconds = PATIENCE_S } = situation;
  test(
    `${id} ${title}`,
    async () => {
      const wrong = await wrongIn(house, situation);
      expect(wrong, wrong.join('\n')).toEqual([]);
    },
    apartSeconds * 1_000,
  );
}
