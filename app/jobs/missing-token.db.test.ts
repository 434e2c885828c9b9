import { expect, test } from 'vitest';
import { insertCustomerTags } from '#app/destinations/store/customer-tags.server.ts';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { companyShop } from '#tests/wholesale/company-shop.ts';
import { CREATED_AT, openDecisions } from '#tests/wholesale/decisions.ts';

const db = await testDatabase();
const { applied, approve } = openDecisions(db);
const KINDS = ['create_company', 'sync_consent', 'sync_tag', 'export_segment'] as const;
const WEEK = 7 * DAY;
const CUSTOMER = '1001';

/** A shop with one effect of every kind that is sent to Shopify. */
async function shopWithEffects() {
  const { shop, id } = await applied();
  await approve(shop, id, 'ana');
  const times = { createdAt: CREATED_AT, dueAt: CREATED_AT };
  const consent = { customerId: CUSTOMER, channel: 'email', state: 'subscribed', at: CREATED_AT };
  const tag = { customerId: CUSTOMER, tag: 'VIP', segmentKey: 'vip' };
  const segment = { segmentKey: 'vip', name: 'VIP', query: '' };
  await inShop(db.pool, shop.id, async (client) => {
    await insertCustomerTags(client, shop.id, [tag], CREATED_AT);
    await addEffects(client, shop.id, [
      { key: 'consent', kind: 'sync_consent', payload: consent, ...times },
      { key: 'tag', kind: 'sync_tag', payload: tag, ...times },
      { key: 'segment', kind: 'export_segment', payload: segment, ...times },
    ]);
  });
  return shop;
}

async function statesOf(shopId: string) {
  const { rows } = await db.owner.query<{ kind: string; state: string; attempts: number }>(
    `select kind, state, attempts from effect where shop_id = $1 and kind = any($2) order by kind`,
    [shopId, KINDS],
  );
  return rows;
}

test('a shop without a token for a week loses no company, consent, tag or segment', async () => {
  const shop = await shopWithEffects();
  const unauthorized: AdminClient = {
    shop: shop.domain,
    run: () => Promise.resolve({ outcome: 'unauthorized' }),
  };
  for (let later = 0; later < WEEK; later += HOUR)
    for (const kind of KINDS) {
      const services = { pool: db.pool, clock: { now: () => CREATED_AT + later } };
      expect(await runEffectsOf(kind, { ...services, admin: unauthorized }, shop.id)).toBe(HOUR);
    }
  const waiting = { state: 'ready', attempts: 0 };
  expect(await statesOf(shop.id)).toEqual(KINDS.toSorted().map((kind) => ({ kind, ...waiting })));
  const services = { pool: db.pool, clock: { now: () => CREATED_AT + WEEK } };
  await runEffectsOf('create_company', { ...services, admin: companyShop(shop).admin }, shop.id);
  expect(await statesOf(shop.id)).toContainEqual({
    kind: 'create_company',
    state: 'done',
    attempts: 1,
  });
});
