import { PRODUCT_CAN_BE_SHOWN, VARIANT_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import type { ProductChange, ProductStanding } from '#app/catalog/product-changes.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** How products stand that are named by their own ids or by those of variants; unknown ones are left out. */
export async function selectProductStandings(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
  variantIds: readonly string[],
): Promise<ProductStanding[]> {
  const { rows } = await client.query<ProductStanding>(
    `select product.id as "productId", ${PRODUCT_CAN_BE_SHOWN} as "canBeBought",
            cheapest.price_minor::float8 as "priceMinor", cheapest.currency
       from product
       left join lateral (
         select variant.price_minor, variant.currency from variant
          where variant.shop_id = $1 and variant.product_id = product.id and ${VARIANT_CAN_BE_BOUGHT}
          order by variant.price_minor, variant.id limit 1) as cheapest on true
      where product.shop_id = $1 and (product.id = any($2)
         or product.id in (select product_id from variant where shop_id = $1 and id = any($3)))`,
    [shopId, productIds, variantIds],
  );
  return rows;
}

const SAVE = `insert into product_change (shop_id, product_id, kind, at, from_minor, to_minor, currency)
  select $1, product_id, kind, at, from_minor, to_minor, currency
    from json_to_recordset($2) as row (product_id text, kind text, at timestamptz, from_minor bigint,
      to_minor bigint, currency text)
  on conflict (shop_id, product_id, kind) do update set at = excluded.at, from_minor = excluded.from_minor,
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
  kind: string;
  /** Epoch milliseconds. */
  at: number;
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
            from_minor::float8 as "fromMinor", to_minor::float8 as "toMinor", currency, reached
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
