import { expect, test } from 'vitest';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { DAY } from '#app/lib/duration.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { CHANGED_AT } from '#tests/definitions/definition-shop.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { recomputeProfiles } from './recompute/recompute-profiles.server.ts';

const db = await testDatabase();
const markup = createRenderer();
const DAYS = 3;

const afterOrder = contentOf(
  triedJourney(
    [
      { id: 'wait', kind: 'wait', ms: DAY, next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
    { trigger: { on: 'date', field: 'last_order', direction: 'after', days: DAYS } },
  ),
);

async function publish(shopId: string): Promise<void> {
  const target = { kind: 'journey', key: 'tried' } as const;
  const content: unknown = afterOrder;
  const save = { intent: 'save_draft', ...target, content, revision: 0, base: null } as const;
  await changeDefinition(db.pool, markup, shopId, save, 'ann', CHANGED_AT);
  const asked = { intent: 'publish', ...target, revision: 1, base: null } as const;
  expect(await changeDefinition(db.pool, markup, shopId, asked, 'ann', CHANGED_AT)).toEqual({
    outcome: 'published',
    version: 1,
  });
}

async function lastOrderAt(shopId: string): Promise<number> {
  const { rows } = await db.owner.query<{ at: number }>(
    `select (state -> 'orders' ->> 'lastAt')::float8 as at from profile where shop_id = $1`,
    [shopId],
  );
  return rows[0]?.at ?? 0;
}

async function enteredAt(shopId: string): Promise<Date[]> {
  const { rows } = await db.owner.query<{ at: Date }>(
    `select entered_at as at from journey_run where shop_id = $1 and journey_key = 'tried'`,
    [shopId],
  );
  return rows.map(({ at }) => at);
}

async function shopWithBuyer(): Promise<{ shopId: string; orderedAt: number }> {
  const { id: shopId } = await installedShop(db.pool);
  await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, shopId, SEEN_AT);
  return { shopId, orderedAt: await lastOrderAt(shopId) };
}

test('who bought before a journey was published is due on their day, and enters at its moment once', async () => {
  const { shopId, orderedAt } = await shopWithBuyer();
  await publish(shopId);
  await recomputeProfiles(await workerAt(db.pool, SEEN_AT), shopId);
  const moment = orderedAt + DAYS * DAY;
  await drainAt(db.pool, shopId, moment - 1);
  expect(await enteredAt(shopId)).toEqual([]);
  await drainAt(db.pool, shopId, moment + 5);
  await drainAt(db.pool, shopId, moment + 6);
  expect((await enteredAt(shopId)).map(Number)).toEqual([moment]);
  // A clock that is set back passes the same moment twice.
  await drainAt(db.pool, shopId, moment + 2 * DAY);
  await db.owner.query('update profile set next_change_at = to_timestamp(0) where shop_id = $1', [
    shopId,
  ]);
  await drainAt(db.pool, shopId, moment + 7);
  expect((await enteredAt(shopId)).map(Number)).toEqual([moment]);
});

test('who had their day before the journey was published does not enter', async () => {
  const { shopId, orderedAt } = await shopWithBuyer();
  const later = orderedAt + (DAYS + 1) * DAY;
  await drainAt(db.pool, shopId, later);
  await publish(shopId);
  await recomputeProfiles(await workerAt(db.pool, later + 1), shopId);
  await drainAt(db.pool, shopId, later + DAY);
  expect(await enteredAt(shopId)).toEqual([]);
});
