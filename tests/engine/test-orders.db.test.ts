import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { applyShopChange } from '#app/events/apply-shop-change.server.ts';
import { importShop } from '#app/imports/shopify/save-groups.server.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { saveSettings } from '#app/messages/sender/save-settings.server.ts';
import { parsePayload } from '#tests/fixtures/parsed-payloads.ts';
import { orderPayload, refundPayload, transaction } from '#tests/fixtures/order-payloads.ts';
import { shopPayload } from '#tests/fixtures/shop-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';

const db = await testDatabase();

/** A shop of which `shop/update` says a plan. */
async function shopOfPlan(plan: string): Promise<string> {
  const { id } = await installedShop(db.pool);
  const parsed = parsePayload('shop/update', shopPayload({ plan_name: plan }));
  for (const change of parsed.outcome === 'read' ? parsed.shop : []) {
    if (change.kind === 'compliance_request') continue;
    const delivery = { key: 's', receivedAt: SEEN_AT, triggeredAt: null };
    await inShop(db.pool, id, (client) => applyShopChange(client, id, change, delivery));
  }
  return id;
}

/** What counts after an order paid with test money, and a refund of it. */
async function spentIn(shopId: string): Promise<unknown> {
  await receive(db.pool, shopId, 'orders/create', orderPayload({ test: true }), 'o');
  const back = refundPayload({ transactions: [transaction({ test: true })] });
  await receive(db.pool, shopId, 'refunds/create', back, 'r');
  await drainAt(db.pool, shopId, SEEN_AT);
  const { rows } = await db.owner.query<{ orders: number; minor: number }>(
    `select count(*)::int as orders, coalesce(sum(total_minor - refunded_minor), 0)::int as minor
       from purchase where shop_id = $1 and placed_at is not null`,
    [shopId],
  );
  const imports = await importShop(db.pool, shopId);
  return { ...rows[0], imported: imports?.countsTestOrders };
}

describe('orders paid with test money', () => {
  test('count in a development store, with what was paid back', async () => {
    const id = await shopOfPlan('partner_test');
    expect(await spentIn(id)).toEqual({ orders: 1, minor: 3_498 - 999, imported: true });
  });

  test.each([
    ['in a development store whose settings leave them out', 'partner_test', 'left_out'],
    ['in a store that sells, whatever its settings say', 'basic', 'counted'],
  ] as const)('do not count %s', async (_where, plan, testOrders) => {
    const id = await shopOfPlan(plan);
    const settings = { ...mailSettings({}), testOrders };
    await inShop(db.pool, id, (client) =>
      saveSettings(client, id, settings, { base: 0, actor: 'a', now: SEEN_AT }),
    );
    expect(await spentIn(id)).toEqual({ orders: 0, minor: 0, imported: false });
  });

  test('do not count any more in a development store that was sold', async () => {
    const id = await shopOfPlan('partner_test');
    await db.owner.query('update shop set is_development = false where id = $1', [id]);
    expect(await spentIn(id)).toMatchObject({ orders: 0 });
  });
});
