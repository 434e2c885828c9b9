import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import type { OrderSnapshot } from '#app/events/event.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';
import type { Parcel } from '#app/profiles/orders/parcels.ts';

type PurchaseRow = {
  order_id: string;
  profile_id: string;
  snapshot: OrderSnapshot | null;
  refunded_minor: number;
  refunds: { known: number; unconverted: Record<string, number> } | null;
  parcels: Parcel[] | null;
};

/** Orders by their ids, those that are known. */
export async function loadPurchases(
  client: ShopClient,
  shopId: string,
  orderIds: readonly string[],
): Promise<PurchaseFact[]> {
  const { rows } = await client.query<PurchaseRow>(
    `select order_id, profile_id, snapshot, refunded_minor, refunds, parcels from purchase
     where shop_id = $1 and order_id = any($2)`,
    [shopId, orderIds],
  );
  return rows.map(purchaseOf);
}

/**
 * The newest orders of profiles, of each at most `limit`.
 * @param since by profile, when they were placed at the earliest, epoch milliseconds
 */
export async function loadNewestPurchases(
  client: ShopClient,
  shopId: string,
  since: ReadonlyMap<string, number>,
  limit: number,
): Promise<PurchaseFact[]> {
  const { rows } = await client.query<PurchaseRow>(
    `select found.* from unnest($2::uuid[], $3::timestamptz[]) as person (id, since)
     cross join lateral (select order_id, profile_id, snapshot, refunded_minor, refunds, parcels from purchase
       where shop_id = $1 and profile_id = person.id and placed_at >= person.since
       order by placed_at desc limit $4) as found`,
    [shopId, [...since.keys()], [...since.values()].map((at) => new Date(at)), limit],
  );
  return rows.map(purchaseOf);
}

function purchaseOf(row: PurchaseRow): PurchaseFact {
  const { order_id, profile_id, snapshot, refunded_minor, refunds, parcels } = row;
  return {
    orderId: order_id,
    profileId: profile_id,
    order: snapshot,
    refundedMinor: refunds?.known ?? refunded_minor,
    ...(refunds && { unconverted: refunds.unconverted }),
    parcels: parcels ?? [],
  };
}

const SAVE = `insert into purchase (shop_id, order_id, profile_id, snapshot, name, placed_at, cancelled_at, total_minor,
    refunded_minor, currency, contact, refunds, parcels)
  select $1, order_id, profile_id, snapshot, name, placed_at, cancelled_at, coalesce(total_minor, 0),
    refunded_minor, currency, contact, refunds, parcels
  from json_to_recordset($2) as row (order_id text, profile_id uuid, snapshot json, name text,
    placed_at timestamptz, cancelled_at timestamptz, total_minor bigint, refunded_minor bigint, currency text, contact text,
    refunds json, parcels json)
  on conflict (shop_id, order_id) do update set profile_id = excluded.profile_id,
    snapshot = excluded.snapshot, name = excluded.name, placed_at = excluded.placed_at,
    cancelled_at = excluded.cancelled_at, total_minor = excluded.total_minor,
    refunded_minor = excluded.refunded_minor, currency = excluded.currency, contact = excluded.contact,
    refunds = excluded.refunds, parcels = excluded.parcels`;

/** Saves orders, each once, as they are now. */
export async function savePurchases(
  client: ShopClient,
  shopId: string,
  purchases: readonly StatementRow<typeof SAVE>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE, purchases);
}
