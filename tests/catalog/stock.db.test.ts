import { describe, expect, test } from 'vitest';
import {
  LINE_CAN_BE_BOUGHT,
  PRODUCT_CAN_BE_SHOWN,
  VARIANT_CAN_BE_BOUGHT,
} from '#app/catalog/can-be-bought.ts';
import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { readGroup } from '#app/imports/shopify/read-group.ts';
import { countProducts } from '#app/catalog/store/list-products.server.ts';
import { parsePayload } from '#tests/fixtures/parsed-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';

const db = await testDatabase();
const SHOP = { currency: 'GBP', countsTestOrders: false };
const [OLD, NEW] = ['2026-10-01T09:00:00Z', '2026-10-02T09:00:00Z'];

/** What a webhook says of a product with so many variants, of which it holds the first 100. */
function sent(
  variants: number,
  over: Payload = {},
  each: Payload = {},
  triggeredAt: number | null = null,
): CatalogChange[] {
  const ids = Array.from({ length: variants }, (_, place) => 6_001 + place);
  const payload = productPayload({
    updated_at: NEW,
    variants: ids.slice(0, 100).map((id) => ({
      id,
      title: `No ${String(id)}`,
      price: '40.00',
      inventory_quantity: 0,
      inventory_policy: 'deny',
      ...each,
    })),
    variant_gids: ids.map((id) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${String(id)}`,
    })),
    ...over,
  });
  const reading = parsePayload('products/update', payload, triggeredAt);
  return reading.outcome === 'read' ? reading.catalog : [];
}

/** What a bulk file says of the same product. */
function inBulk(variants: number, updatedAt = OLD, tracked = false): CatalogChange[] {
  const children = Array.from({ length: variants }, (_, place) => ({
    id: `gid://shopify/ProductVariant/${String(6_001 + place)}`,
    title: `No ${String(6_001 + place)}`,
    price: '40.00',
    inventoryQuantity: 0,
    inventoryPolicy: 'DENY',
    inventoryItem: { tracked },
  }));
  const parent = {
    id: 'gid://shopify/Product/632910392',
    title: 'Trail Shoe',
    handle: 'trail-shoe',
    status: 'ACTIVE',
    publishedAt: OLD,
    updatedAt,
  };
  return readGroup('products', { parent, children, end: 0 }, SHOP, SEEN_AT).catalog;
}

async function known(...batches: CatalogChange[][]) {
  const { id } = await installedShop(db.pool);
  for (const batch of batches)
    await inShop(db.pool, id, (client) => saveCatalog(client, id, batch, SEEN_AT));
  const { rows } = await db.owner.query<{ id: string; sold: boolean; tracked: boolean | null }>(
    `select id, ${VARIANT_CAN_BE_BOUGHT} as sold, tracked from variant where shop_id = $1 order by id`,
    [id],
  );
  return { shopId: id, variants: rows };
}

describe('what can be bought', () => {
  test.each<[string, string, boolean]>([
    ['in stock', "1, 'deny', true", true],
    ['nothing in stock', "0, 'deny', true", false],
    ['less than nothing in stock', "-3, 'deny', true", false],
    ['sold on with nothing in stock', "-3, 'continue', true", true],
    ['not counted, as gift cards and what is made to order', "0, 'deny', false", true],
    ['no count known', "null, 'deny', true", true],
    ['nothing in stock, and nothing else known', '0, null, null', false],
    ['nothing known', 'null, null, null', true],
  ])('a variant: %s', async (_name, values, expected) => {
    const { rows } = await db.owner.query<{ sold: boolean }>(
      `select ${VARIANT_CAN_BE_BOUGHT} as sold
         from (values (${values})) as raw (inventory, policy, tracked)
         cross join lateral (select inventory::int, policy::text, tracked::boolean) as variant`,
    );
    expect(rows).toEqual([{ sold: expected }]);
  });

  test.each<[string, Payload, { line: boolean; shown: boolean }]>([
    ['listed', {}, { line: true, shown: true }],
    ['reached by its link alone', { status: 'unlisted' }, { line: true, shown: false }],
    ['not in the online store', { published_at: null }, { line: true, shown: false }],
    ['archived', { status: 'archived' }, { line: false, shown: false }],
    ['a draft', { status: 'draft' }, { line: false, shown: false }],
  ])('a product: %s', async (_name, over, expected) => {
    const { shopId } = await known(sent(1, over, { inventory_quantity: 5 }));
    const { rows } = await db.owner.query(
      `select ${LINE_CAN_BE_BOUGHT} as line, ${PRODUCT_CAN_BE_SHOWN} as shown
         from product join variant on variant.shop_id = product.shop_id and product_id = product.id
        where product.shop_id = $1`,
      [shopId],
    );
    expect(rows).toEqual([expected]);
  });
});

describe('a webhook and a bulk file about one product', () => {
  const bulk = inBulk(150);
  const webhook = sent(150);

  test.each<[string, CatalogChange[][]]>([
    ['the file first', [bulk, webhook]],
    ['the newer webhook first', [webhook, bulk]],
    ['both at once', [[...bulk, ...webhook]]],
    ['both at once, the other way round', [[...webhook, ...bulk]]],
    ['the webhook sent again', [webhook, [...bulk, ...webhook], webhook]],
  ])('are known together: %s', async (_name, batches) => {
    const { variants } = await known(...batches);
    expect(variants).toHaveLength(150);
    expect(variants.every(({ sold, tracked }) => sold && tracked === false)).toBe(true);
  });

  test('what a newer file says of counting holds', async () => {
    const { variants } = await known(inBulk(2), sent(2), inBulk(2, '2026-10-03T09:00:00Z', true));
    expect(variants.map(({ sold }) => sold)).toEqual([false, false]);
  });
});

describe('variants that a product no longer has', () => {
  const gone = (count: number, over?: Payload) => known(inBulk(150), sent(count, over));

  test('go when the webhook names all that are left', async () => {
    expect((await gone(120)).variants).toHaveLength(120);
    expect((await gone(3)).variants).toHaveLength(3);
  });

  test('stay when the webhook may hold only some', async () => {
    expect((await gone(150, { variant_gids: null })).variants).toHaveLength(150);
    expect((await gone(150, { variant_gids: 'example string' })).variants).toHaveLength(150);
  });

  test('go when fewer were sent than a webhook holds, and none are named', async () => {
    expect((await gone(3, { variant_gids: undefined })).variants).toHaveLength(3);
  });

  test('do not come back by an older file, however many there are', async () => {
    const left = sent(149);
    const { variants: many } = await known(sent(150, { updated_at: OLD }), left, inBulk(150));
    expect(many).toHaveLength(149);
    const { variants: named } = await known(left, inBulk(150), inBulk(150));
    expect(named).toHaveLength(149);
    expect((await known(sent(100), inBulk(150))).variants).toHaveLength(100);
  });

  test('do not come back by an older file', async () => {
    const { variants } = await known(sent(3), inBulk(4));
    expect(variants.map(({ id }) => id)).toEqual(['6001', '6002', '6003']);
    expect(variants.every(({ tracked }) => tracked === false)).toBe(true);
  });
});

describe('of two readings of a stock the later counts, in whatever order they arrive', () => {
  const updated = (ms: number, inventory: number) =>
    sent(1, {}, { inventory_quantity: inventory }, Date.parse(NEW) + ms);
  const news = (topic: string, ms: number) => {
    const payload = { id: 6_001, inventory_policy: 'deny' };
    const reading = parsePayload(`variants/${topic}`, payload, Date.parse(NEW) + ms);
    return reading.outcome === 'read' ? reading.catalog : [];
  };
  const before = sent(1, { updated_at: OLD }, { inventory_quantity: 5 });

  test.each<[string, CatalogChange[], CatalogChange[], boolean]>([
    ['two updates of one second', updated(200, 3), updated(700, 0), false],
    ['an update and news of its end', updated(200, 3), news('out_of_stock', 9_000), false],
    ['news of its end and an update', news('out_of_stock', 200), updated(900, 3), true],
    ['both news', news('in_stock', 200), news('out_of_stock', 700), false],
  ])('%s', async (_name, first, second, sold) => {
    expect((await known(before, first, second)).variants).toMatchObject([{ sold }]);
    expect((await known(before, second, first)).variants).toMatchObject([{ sold }]);
    expect((await known([...before, ...second, ...first])).variants).toMatchObject([{ sold }]);
  });

  test('a file says what there is now, though the product was not changed since', async () => {
    const stocked = await known(before, news('out_of_stock', 200), inBulk(1, NEW));
    expect(stocked.variants).toMatchObject([{ sold: true }]);
  });
});

test('news that a variant is out of stock does not hold back one that is sold without', async () => {
  const news = (policy: string) => {
    const payload = { id: 6_001, inventory_policy: policy };
    const reading = parsePayload('variants/out_of_stock', payload);
    return reading.outcome === 'read' ? reading.catalog : [];
  };
  const stocked = sent(1, {}, { inventory_quantity: 5, inventory_policy: undefined });
  expect((await known(stocked, news('continue'))).variants).toMatchObject([{ sold: true }]);
  expect((await known(stocked, news('deny'))).variants).toMatchObject([{ sold: false }]);
  expect((await known(inBulk(1), news('deny'))).variants).toMatchObject([{ sold: true }]);
});

test('a deleted product cannot be bought, is not listed, and comes back only by newer news of it', async () => {
  const deleted: CatalogChange[] = [{ kind: 'product.deleted', productId: '632910392' }];
  const stocked = sent(1, {}, { inventory_quantity: 5 });
  const state = async (...batches: CatalogChange[][]) => {
    const { shopId } = await known(...batches);
    const { rows } = await db.owner.query<{ line: boolean }>(
      `select ${LINE_CAN_BE_BOUGHT} as line from product
         left join variant on variant.shop_id = product.shop_id and product_id = product.id
        where product.shop_id = $1`,
      [shopId],
    );
    const listed = await inShop(db.pool, shopId, (client) => countProducts(client, shopId));
    return { line: rows[0]?.line, listed };
  };
  expect(await state(stocked, deleted)).toEqual({ line: false, listed: 0 });
  expect(await state(stocked, deleted, stocked)).toEqual({ line: false, listed: 0 });
  expect(await state([...stocked, ...deleted])).toEqual({ line: false, listed: 0 });
  const later = sent(1, { updated_at: '2026-10-04T09:00:00Z' }, { inventory_quantity: 5 });
  expect(await state(stocked, deleted, later)).toEqual({ line: true, listed: 1 });
});
