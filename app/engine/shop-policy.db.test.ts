import { expect, test } from 'vitest';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { DAY } from '#app/lib/duration.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { CHANGED_AT, publishContent } from '#tests/definitions/definition-shop.ts';
import { cartEvent } from '#tests/fixtures/journey-story.ts';
import { startCheckoutAsSubscriber } from '#tests/setup/checkout-starter.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { loadState } from './load/load-state.server.ts';
import { createPolicies } from './shop-policy.server.ts';

const db = await testDatabase();
const markup = createRenderer();

test('of an archived journey with one run a person the last runs are known when people may become one', async () => {
  const { id } = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, id);
  const intent = { intent: 'archive', kind: 'journey', key: abandonedCart.key } as const;
  await changeDefinition(db.pool, markup, id, intent, 'ann', CHANGED_AT);
  for (const days of [1, 2, 3, 12]) await drainAt(db.pool, id, SEEN_AT + days * DAY);
  const { rows } = await db.owner.query<{ id: string; person: string }>(
    'select id, profile_id as person from journey_run where shop_id = $1',
    [id],
  );
  const people = rows.map(({ person }) => person);
  const known = await inShop(db.pool, id, async (client) => {
    const policy = await createPolicies()(client, id);
    const now = SEEN_AT + 13 * DAY;
    const asked = { due: 0, enabled: policy.journeys, people };
    const event = { ...cartEvent(now), id: '00000000-0000-4000-8000-000000000001' };
    const { loaded } = await loadState(client, id, [event], policy, now, asked);
    return [...loaded.runs.keys()];
  });
  expect(known).toEqual(rows.map((run) => run.id));
  expect(known).toHaveLength(1);
});

test('what a journey asks about is put into the policy: segments of the shop, products of collections and the zone', async () => {
  const { id } = await installedShop(db.pool);
  await db.owner.query(
    `insert into collection (shop_id, id, title, updated_at) values ($1, '7', 'Tea', now())`,
    [id],
  );
  await db.owner.query(
    `insert into collection_product (shop_id, product_id, collection_id) values ($1, '70', '7')`,
    [id],
  );
  await db.owner.query(`update shop set time_zone = 'Asia/Tokyo' where id = $1`, [id]);
  const interest = { interest: 'viewed', is: 'within', products: [], days: 7 };
  const asking = {
    ...contentOf(abandonedCart),
    entry: { ...interest, collections: ['7'] },
    first: 'ask',
    steps: [
      {
        id: 'ask',
        kind: 'branch',
        when: {
          all: [
            { segment: 'cart_starter', is: 'in' },
            { field: 'first_order', is: 'since', date: '2026-01-01' },
          ],
        },
        yes: abandonedCart.first,
        no: 'end',
      },
      ...abandonedCart.steps,
    ],
  };
  await publishContent(db.pool, id, 'journey', abandonedCart.key, asking);
  const policy = await inShop(db.pool, id, (client) => createPolicies()(client, id));
  const journey = policy.journeys.find(({ key }) => key === abandonedCart.key);
  expect(journey?.entry).toEqual({ ...interest, products: ['70'], collections: [] });
  expect(policy.collections?.has('7')).toBe(true);
  expect(policy.timeZone).toBe('Asia/Tokyo');
  const when = JSON.stringify(journey?.steps[0]);
  expect(when).not.toContain('cart_starter');
  expect(when).toContain('"zone":');
});
