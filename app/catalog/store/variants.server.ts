import type { ShopClient } from '#app/platform/db.server.ts';
import { VARIANTS_SENT } from '#app/events/payloads/catalog-payload.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import type { ReceivedProduct } from '../merge-products.ts';

/** A variant with the id of its product. */
export type ProductVariant = ReceivedProduct['variants'][number] & { productId: string };

const COLUMNS =
  'id, product_id, title, sku, price_minor, compare_at_minor, currency, inventory, policy, tracked, stock_at';

/** A cost that was not sent stays as it is known in the same currency; what was sent, none as well, replaces it. */
const COST = `case when sent.says_cost then sent.sent_cost else (select known.cost_minor from variant as known
    where known.shop_id = $1 and known.id = sent.id and known.currency = sent.currency) end`;

const INSERT = `insert into variant (shop_id, ${COLUMNS}, cost_minor)
  select $1, ${COLUMNS}, ${COST} from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
    $8::text[], $9::int[], $10::text[], $11::boolean[], $12::timestamptz[],
    $13::bigint[], $14::boolean[]) as sent (${COLUMNS}, sent_cost, says_cost)`;

/** The newest state replaces what is known, but for what it does not say. */
const REPLACE = `${INSERT}
  on conflict (shop_id, id) do update set product_id = excluded.product_id, title = excluded.title,
  sku = excluded.sku, price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
  currency = excluded.currency,
  inventory = case when variant.stock_at > excluded.stock_at then variant.inventory else excluded.inventory end,
  stock_at = greatest(variant.stock_at, excluded.stock_at),
  policy = coalesce(excluded.policy, variant.policy), tracked = coalesce(excluded.tracked, variant.tracked),
  cost_minor = excluded.cost_minor`;

/**
 * An older state adds what the newer one could not say: of the variants that this names, or may not have named. What a piece
 * costs only bulk files say, so that the one that was read last is right.
 */
const FILL = `${INSERT}
  where exists (select from variant where shop_id = $1 and id = sent.id)
    or sent.id = any((select variant_ids from product where shop_id = $1 and id = sent.product_id)::text[])
    or (select count(*) from (select from variant where shop_id = $1 and product_id = sent.product_id
          limit ${String(VARIANTS_SENT)}) as known) = ${String(VARIANTS_SENT)}
      and exists (select from product where shop_id = $1 and id = sent.product_id and variant_ids = '{}')
  on conflict (shop_id, id) do update set
    policy = coalesce(variant.policy, excluded.policy), tracked = coalesce(variant.tracked, excluded.tracked),
    cost_minor = case when excluded.currency = variant.currency then excluded.cost_minor else variant.cost_minor end`;

/** Saves the variants of the newest states of products, each once. */
export async function replaceVariants(
  client: ShopClient,
  shopId: string,
  variants: readonly ProductVariant[],
): Promise<void> {
  await client.query(REPLACE, [shopId, ...columnsOf(variants)]);
}

/** Adds to variants, each once, what older states of their products say. */
export async function fillVariants(
  client: ShopClient,
  shopId: string,
  variants: readonly ProductVariant[],
): Promise<void> {
  await client.query(FILL, [shopId, ...columnsOf(variants)]);
}

function columnsOf(variants: readonly ProductVariant[]): unknown[] {
  return [
    variants.map(({ id }) => id),
    variants.map(({ productId }) => productId),
    variants.map(({ title }) => title),
    variants.map(({ sku }) => sku),
    variants.map(({ priceMinor }) => priceMinor),
    variants.map(({ compareAtMinor }) => compareAtMinor),
    variants.map(({ currency }) => currency),
    variants.map(({ inventory }) => inventory),
    variants.map(({ policy }) => policy),
    variants.map(({ tracked }) => tracked),
    variants.map(({ stockAt }) => (stockAt === null ? null : new Date(stockAt))),
    variants.map(({ costMinor = null }) => costMinor),
    variants.map(({ costMinor }) => costMinor !== undefined),
  ];
}

/** Deletes the variants of products but for some. */
export async function deleteOtherVariants(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
  variantIds: readonly string[],
): Promise<void> {
  await client.query(
    'delete from variant where shop_id = $1 and product_id = any($2) and not (id = any($3))',
    [shopId, productIds, variantIds],
  );
}

/** Deletes all variants of products. */
export async function deleteVariants(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
): Promise<void> {
  await client.query('delete from variant where shop_id = $1 and product_id = any($2)', [
    shopId,
    productIds,
  ]);
}

export type StockChange = Extract<CatalogChange, { kind: 'variant.stock' }>;

/** Saves whether variants are in stock, each once, where that is not older than what is known. */
export async function updateStock(
  client: ShopClient,
  shopId: string,
  stock: readonly StockChange[],
): Promise<void> {
  // The topic says only whether there is any; a count stays unless it contradicts that, and none is made up.
  await client.query(
    `update variant set policy = coalesce(news.policy, variant.policy),
       inventory = case when not news.in_stock then least(inventory, 0) when inventory < 1 then 1 else inventory end,
       stock_at = greatest(variant.stock_at, news.at)
     from unnest($2::text[], $3::boolean[], $4::text[], $5::timestamptz[]) as news (id, in_stock, policy, at)
     where variant.shop_id = $1 and variant.id = news.id and coalesce(variant.stock_at <= news.at, true)`,
    [
      shopId,
      stock.map(({ variantId }) => variantId),
      stock.map(({ inStock }) => inStock),
      stock.map(({ policy }) => policy),
      stock.map(({ at }) => (at === null ? null : new Date(at))),
    ],
  );
}
