import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { membersOf } from '#tests/setup/segment-members.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { receive } from '#tests/setup/received-deliveries.ts';
import { recomputeProfiles } from './recompute/recompute-profiles.server.ts';
import { changeSegments } from './recompute/change-segments.server.ts';
import { closeShopDays } from './recompute/close-shop-days.server.ts';
import { drain } from './drain.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-12-02T12:00:00Z');
const services = await workerAt(db.pool, NOW);

async function moveTo(id: string, timeZone: string): Promise<void> {
  await db.owner.query('update shop set time_zone = $2 where id = $1', [id, timeZone]);
  await inShop(db.pool, id, (client) => closeShopDays(client, id, NOW));
  await recomputeProfiles(services, id);
}

test('who is in a segment of days of the calendar follows the zone of the shop', async () => {
  const { id } = await installedShop(db.pool);
  await moveTo(id, 'America/Los_Angeles');
  const at = '2026-12-01T05:30:00Z';
  const order = orderPayload({ created_at: at, processed_at: at, updated_at: at });
  await receive(db.pool, id, 'orders/create', order, 'first', Date.parse(at));
  await drain(services, id);
  const card = { name: 'December', purpose: 'Greet', owner: 'Ann', stage: 'decision' } as const;
  const predicate = { field: 'first_order', is: 'since', date: '2026-12-01' };
  const saved = await changeSegments(db.pool, id, (client) =>
    saveSegment(client, id, null, { base: 0, card, predicate }, 'ann', NOW),
  );
  expect(saved).toMatchObject({ outcome: 'saved', key: 'december' });
  await recomputeProfiles(services, id);
  expect(await membersOf(db, id, 'december')).toEqual([]);
  await moveTo(id, 'Europe/London');
  expect(await membersOf(db, id, 'december')).toHaveLength(1);
  await moveTo(id, 'America/Los_Angeles');
  expect(await membersOf(db, id, 'december')).toEqual([]);
});
