import { expect, test } from 'vitest';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { DAY } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { auditedActions, publishContent } from '#tests/definitions/definition-shop.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { requestRun, type PersonRunRequest } from './request-run.server.ts';

const db = await testDatabase();

const once = contentOf(
  triedJourney(
    [
      { id: 'wait', kind: 'wait', ms: DAY, next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
    { trigger: { on: 'manual' }, reentry: { per: 'person', again: 'never' } },
  ),
);

async function shopWithPerson(): Promise<{ shopId: string; profileId: string }> {
  const { id } = await installedShop(db.pool);
  await publishContent(db.pool, id, 'journey', 'tried', once);
  await receive(db.pool, id, 'customers/update', customerPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1',
    [id],
  );
  return { shopId: id, profileId: rows[0]?.id ?? '' };
}

async function ask(shopId: string, request: PersonRunRequest, now: number) {
  return await inShop(db.pool, shopId, (client) =>
    requestRun(client, shopId, request, 'ann', async () => ({
      policy: await policyOf(client, shopId),
      currency: 'GBP',
      now,
    })),
  );
}

test('a member of staff adds a person, undoes it, and sees why the person cannot enter again', async () => {
  const { shopId, profileId } = await shopWithPerson();
  const add = (key: string) => ({ kind: 'start', key, journeyKey: 'tried', profileId }) as const;
  const outcome = await ask(shopId, add('a'), SEEN_AT + 1);
  if (outcome.outcome !== 'started') throw new Error(`It is ${outcome.outcome}.`);
  const { runId } = outcome;
  expect(await ask(shopId, { kind: 'exit', runId, profileId }, SEEN_AT + 2)).toEqual({
    outcome: 'exited',
    runId,
  });
  expect(await ask(shopId, add('b'), SEEN_AT + 3)).toEqual({
    outcome: 'refused',
    reason: 'once_only',
  });
  const { rows } = await db.owner.query<{ outcome: string; reason: string }>(
    'select outcome, reason from decision where shop_id = $1 order by at, outcome',
    [shopId],
  );
  expect(rows).toEqual([
    { outcome: 'journey_started', reason: 'journey_started' },
    { outcome: 'ended', reason: 'removed_by_staff' },
    { outcome: 'journey_not_started', reason: 'once_only' },
    // Beside what the member of staff got, the journey says what it read.
    { outcome: 'not_entered', reason: 'once_only' },
  ]);
  const actions = await auditedActions(db.owner, shopId);
  expect(actions.filter((action) => action.startsWith('journey.person'))).toEqual([
    'journey.person_added',
    'journey.person_removed',
    'journey.person_not_added',
  ]);
});

test('a person that the shop does not have is added to nothing', async () => {
  const { shopId } = await shopWithPerson();
  const profileId = '00000000-0000-4000-8000-000000000000';
  const request = { kind: 'start', key: 'a', journeyKey: 'tried', profileId } as const;
  expect(await ask(shopId, request, SEEN_AT + 1)).toEqual({ outcome: 'not_found' });
});
