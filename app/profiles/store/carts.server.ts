import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import type { CartFact } from '#app/profiles/facts.ts';

/** Carts and checkouts by their tokens, those that are known. */
export async function loadCartFacts(
  client: ShopClient,
  shopId: string,
  wanted: readonly Pick<CartFact, 'kind' | 'token'>[],
): Promise<CartFact[]> {
  const { rows } = await client.query<CartFact>(
    `select found.* from unnest($2::text[], $3::text[]) as wanted (kind, token)
     cross join lateral (select kind, token, profile_id as "profileId", snapshot, order_id as "orderId",
         ordered_at as "orderedAt" from cart
       where shop_id = $1 and kind = wanted.kind and token = wanted.token limit 1) as found`,
    [shopId, wanted.map(({ kind }) => kind), wanted.map(({ token }) => token)],
  );
  return rows;
}

const SAVE = `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at, quantity, total_minor, currency, order_id,
    ordered_at)
  select $1, kind, token, profile_id, snapshot, updated_at, coalesce(quantity, 0), coalesce(total_minor, 0),
    currency, order_id, ordered_at
  from json_to_recordset($2) as row (kind text, token text, profile_id uuid, snapshot json,
    updated_at timestamptz, quantity int, total_minor bigint, currency text, order_id text,
    ordered_at timestamptz)
  on conflict (shop_id, kind, token) do update set profile_id = excluded.profile_id,
    snapshot = excluded.snapshot, updated_at = excluded.updated_at, quantity = excluded.quantity,
    total_minor = excluded.total_minor, currency = excluded.currency, order_id = excluded.order_id,
    ordered_at = excluded.ordered_at`;

/** Saves carts and checkouts, each once, as they are now. */
export async function saveCarts(
  client: ShopClient,
  shopId: string,
  carts: readonly StatementRow<typeof SAVE>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE, carts);
}
