import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { membersOf } from '#tests/setup/segment-members.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { recomputeProfiles } from './recompute/recompute-profiles.server.ts';
import { changeSegments } from './recompute/change-segments.server.ts';

const db = await testDatabase();

/** As many tags as Shopify allows, each as long as it allows and of letters that take three bytes. */
const TAGS = Array.from(
  { length: 250 },
  (_, index) => `${String(index).padStart(3, '0')}${'語'.repeat(252)}`,
);

test('a customer with all the tags that Shopify allows is in the segment of any, and leaves it with them', async () => {
  const { id } = await installedShop(db.pool);
  const card = { name: 'Tagged', purpose: 'Care', owner: 'Ann', stage: 'decision' } as const;
  const predicate = { field: 'tags', is: 'has_all', values: [TAGS[0], TAGS[249]] };
  const saved = await changeSegments(db.pool, id, (client) =>
    saveSegment(client, id, null, { base: 0, card, predicate }, 'ann', SEEN_AT),
  );
  expect(saved).toMatchObject({ outcome: 'saved', key: 'tagged' });
  await recomputeProfiles(await workerAt(db.pool, SEEN_AT), id);
  const send = async (key: string, minute: string, tags: string[]) => {
    const updated = `2026-10-01T10:${minute}:00Z`;
    await receive(
      db.pool,
      id,
      'customers/update',
      customerPayload({ tags, updated_at: updated }),
      key,
    );
    await drainAt(db.pool, id, SEEN_AT);
  };
  await send('a', '01', TAGS);
  expect(await membersOf(db, id, 'tagged')).toHaveLength(1);
  await send('b', '02', TAGS.slice(1));
  expect(await membersOf(db, id, 'tagged')).toEqual([]);
  await send('c', '03', TAGS);
  await send('d', '04', []);
  expect(await membersOf(db, id, 'tagged')).toEqual([]);
  const { rows } = await inShop(db.pool, id, (client) =>
    client.query<{ tags: string[] }>('select tags from profile_fact where shop_id = $1', [id]),
  );
  expect(rows).toEqual([{ tags: [] }]);
});
