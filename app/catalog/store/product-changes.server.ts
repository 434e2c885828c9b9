import { VARIANT_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import type { ProductChange, ProductStanding } from '#app/catalog/product-changes.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** The products that are named by their own ids ($2) or by those of variants ($3). */
const NAMED = `(product.id = any($2)
  or product.id in (select product_id from variant where shop_id = $1 and id = any($3)))`;

/** How products stand that are named by their own ids or by those of variants; unknown ones are left out. */
export async function selectProductStandings(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
  variantIds: readonly string[],
): Promise<ProductStanding[]> {
  const { rows } = await client.query<ProductStanding>(
    `select product.id as "productId",
            lower(product.status) = 'active' and product.published as "isListed",
            (extract(epoch from product.sold_out_at) * 1000)::float8 as "soldOutAt",
            coalesce((
              select json_agg(json_build_object(
                'id', variant.id, 'priceMinor', variant.price_minor, 'currency', variant.currency))
                from variant
               where variant.shop_id = $1 and variant.product_id = product.id and ${VARIANT_CAN_BE_BOUGHT}),
              '[]') as variants
       from product where product.shop_id = $1 and ${NAMED}`,
    [shopId, productIds, variantIds],
  );
  return rows;
}

/**
 * Notes since when no variant of products can be bought, which are named as above; whether they are listed is another matter.
 * @param now epoch milliseconds
 */
export async function noteSoldOut(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
  variantIds: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `update product set sold_out_at = case when standing.can_be_bought then null else $4::timestamptz end
       from (
         select product.id, exists (
                  select from variant
                   where variant.shop_id = $1 and variant.product_id = product.id and ${VARIANT_CAN_BE_BOUGHT}
                ) as can_be_bought
           from product where product.shop_id = $1 and ${NAMED}) as standing
      where product.shop_id = $1 and product.id = standing.id
        and (product.sold_out_at is null) <> standing.can_be_bought`,
    [shopId, productIds, variantIds, isoTime(now)],
  );
}

const SAVE = `insert into product_change (shop_id, product_id, kind, at, variant_id, from_minor, to_minor, currency)
  select $1, product_id, kind, at, variant_id, from_minor, to_minor, currency
    from json_to_recordset($2) as row (product_id text, kind text, at timestamptz, variant_id text, from_minor bigint,
      to_minor bigint, currency text)
  on conflict (shop_id, product_id, kind) do update set at = excluded.at, variant_id = excluded.variant_id, from_minor = excluded.from_minor,
    to_minor = excluded.to_minor, currency = excluded.currency, reached = default`;

/** Notes changes of products, of which a later one takes the place of an earlier one of its kind. */
export async function saveProductChanges(
  client: ShopClient,
  shopId: string,
  changes: readonly ProductChange[],
): Promise<void> {
  const rows = changes.map((change) => {
    const reduced = change.kind === 'reduced' ? change : null;
    return {
      product_id: change.productId,
      kind: change.kind,
      at: isoTime(change.at),
      variant_id: reduced?.variantId ?? null,
      from_minor: reduced?.fromMinor ?? null,
      to_minor: reduced?.toMinor ?? null,
      currency: reduced?.currency ?? null,
    };
  });
  await writeRows(client, shopId, SAVE, rows);
}

/** A change with the last person who has an event of it. */
export type OpenProductChange = {
  productId: string;
  kind: ProductChange['kind'];
  /** Epoch milliseconds. */
  at: number;
  variantId: string | null;
  fromMinor: number | null;
  toMinor: number | null;
  currency: string | null;
  reached: string;
};

/** The oldest change of which not all people have an event; locked until the transaction ends. */
export async function lockProductChange(
  client: ShopClient,
  shopId: string,
): Promise<OpenProductChange | undefined> {
  const { rows } = await client.query<OpenProductChange>(
    `select product_id as "productId", kind, (extract(epoch from at) * 1000)::float8 as at,
            variant_id as "variantId", from_minor::float8 as "fromMinor", to_minor::float8 as "toMinor", currency, reached
       from product_change where shop_id = $1
      order by at, product_id, kind limit 1 for update`,
    [shopId],
  );
  return rows[0];
}

/** Notes how far a change was reported; null deletes it, because all people have an event of it. */
export async function noteChangeReported(
  client: ShopClient,
  shopId: string,
  { productId, kind }: Pick<OpenProductChange, 'productId' | 'kind'>,
  reached: string | null,
): Promise<void> {
  if (reached === null)
    await client.query(
      'delete from product_change where shop_id = $1 and product_id = $2 and kind = $3',
      [shopId, productId, kind],
    );
  else
    await client.query(
      'update product_change set reached = $4 where shop_id = $1 and product_id = $2 and kind = $3',
      [shopId, productId, kind, reached],
    );
}
