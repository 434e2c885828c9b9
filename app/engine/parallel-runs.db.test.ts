import { expect, test } from 'vitest';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { DAY } from '#app/lib/duration.ts';
import { publishContent } from '#tests/definitions/definition-shop.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receiveInternal, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const PEOPLE = 20;
const EACH = 3;

const waiting = contentOf(
  triedJourney(
    [
      { id: 'wait', kind: 'wait', ms: DAY, next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
    {
      trigger: { events: ['application.submitted'], subject: 'person' },
      reentry: { per: 'event', atOnce: EACH },
    },
  ),
);

async function statesOf(shopId: string): Promise<Record<string, number>> {
  const { rows } = await db.owner.query<{ state: string; runs: number }>(
    `select state, count(*)::int as runs from journey_run
      where shop_id = $1 and journey_key = 'tried' group by state`,
    [shopId],
  );
  return Object.fromEntries(rows.map(({ state, runs }) => [state, runs]));
}

test('events that come to the same people at once start a run each, and every run is accounted for', async () => {
  const { id } = await installedShop(db.pool);
  expect(await publishContent(db.pool, id, 'journey', 'tried', waiting)).toMatchObject({
    outcome: 'published',
  });
  const apply = async (person: number, one: number) => {
    const identifiers = [{ kind: 'email', value: `p${String(person)}@example.com` }];
    const applicationId = `${String(person)}-${String(one)}`;
    await receiveInternal(db.pool, id, 'application.submitted', SEEN_AT, {
      identifiers,
      applicationId,
    });
  };
  for (let person = 0; person < PEOPLE; person += 1)
    await Promise.all(Array.from({ length: EACH }, (_, one) => apply(person, one)));
  // Two workers at once, as after a restart.
  await Promise.all([drainAt(db.pool, id, SEEN_AT), drainAt(db.pool, id, SEEN_AT)]);
  expect(await statesOf(id)).toEqual({ active: PEOPLE * EACH });
  await drainAt(db.pool, id, SEEN_AT + DAY);
  expect(await statesOf(id)).toEqual({ completed: PEOPLE * EACH });
});
