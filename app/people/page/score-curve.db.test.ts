import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { loadScoreCurve } from './score-curve.server.ts';

const db = await testDatabase();
const SECOND = '2026-10-01T10:00:00Z';

test('the score through time of a person is drawn whose order changed twice within a second', async () => {
  const shop = await installedShop(db.pool);
  const order = (over: object) => orderPayload({ created_at: SECOND, updated_at: SECOND, ...over });
  const fewer = order({ line_items: [orderLine({ current_quantity: 1 })] });
  await receive(db.pool, shop.id, 'orders/create', order({}), 'create');
  await receive(db.pool, shop.id, 'orders/updated', fewer, 'updated');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const { rows } = await db.owner.query<{ id: string; score: number }>(
    'select id, score from profile where shop_id = $1',
    [shop.id],
  );
  const [person] = rows;
  if (!person) throw new Error('The orders are of one person.');
  const curve = await inShop(db.pool, shop.id, (client) =>
    loadScoreCurve(client, shop.id, person.id, SEEN_AT + DAY),
  );
  const scores = curve?.past.map(({ score }) => score) ?? [];
  expect(scores[0]).toBeLessThan(person.score);
  expect(scores.slice(10)).toEqual(Array.from({ length: 51 }, () => person.score));
});
