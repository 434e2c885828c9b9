import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asDailyDecision } from '#app/journeys/daily-decision.ts';
import type { Decision } from '#app/journeys/run.ts';
import { saveDecisions } from '#app/journeys/store/decisions.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { indexesRead } from './judge-plan.ts';
import { observedDatabase } from './observed-database.ts';

const DECISIONS = 5_000;
const PEOPLE = 50;

const { db, observed } = await observedDatabase();

test('decisions of a day are looked up by id in a month that the planner knows nothing of', async () => {
  const { id } = await installedShop(db.pool);
  const refused = Array.from({ length: PEOPLE }, (_, second) => refusedEntry(SEEN_AT + second));
  await inShop(db.pool, id, (client) => saveDecisions(client, id, refused));
  await db.owner.query(
    `insert into decision (shop_id, id, at, profile_id, outcome, reason, rule, facts)
     select $1, gen_random_uuid(), $3::timestamptz + n * interval '1 ms', gen_random_uuid(), 'not_entered', 'entry_not_met',
            'welcome@1', '{}' from generate_series(1, $2::int) as n`,
    [id, DECISIONS - PEOPLE, new Date(SEEN_AT)],
  );
  observed.take();
  await inShop(observed.pool, id, (client) => saveDecisions(client, id, refused));
  const used = indexesRead(observed.take()).filter((index) => index.startsWith('decision_'));
  expect(used).toEqual([expect.stringMatching(/^decision_\w+_pkey$/)]);
  const { rows } = await db.owner.query<{ stored: number }>(
    'select count(*)::int as stored from decision where shop_id = $1',
    [id],
  );
  expect(rows).toEqual([{ stored: DECISIONS }]);
});

function refusedEntry(at: number): Decision {
  const profileId = randomUUID();
  const refused: Decision = {
    id: randomUUID(),
    at,
    profileId,
    runId: null,
    effectKey: null,
    outcome: 'not_entered',
    reason: 'entry_not_met',
    rule: 'welcome@1',
    facts: {},
  };
  return asDailyDecision(refused, ['welcome', profileId]);
}
