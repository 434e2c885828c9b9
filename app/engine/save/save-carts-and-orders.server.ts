import type { ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { saveDeletedOrders } from '#app/profiles/save-deleted-orders.server.ts';
import { orderWorth, refundedOf } from '#app/profiles/orders/order-worth.ts';
import type { StateChanges, LoadedState } from '#app/engine/load/loaded-state.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** Writes the carts, checkouts and orders that a batch changed, as they stand in the state after it. */
export async function saveCartsAndOrders(
  client: ShopClient,
  shopId: string,
  changes: StateChanges,
  loaded: LoadedState,
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at, quantity, total_minor, currency, order_id,
       ordered_at)
     select $1, kind, token, profile_id, snapshot, updated_at, coalesce(quantity, 0), coalesce(total_minor, 0),
       currency, order_id, ordered_at
     from json_to_recordset($2) as row (kind text, token text, profile_id uuid, snapshot json,
       updated_at timestamptz, quantity int, total_minor bigint, currency text, order_id text,
       ordered_at timestamptz)
     on conflict (shop_id, kind, token) do update set profile_id = excluded.profile_id,
       snapshot = excluded.snapshot, updated_at = excluded.updated_at, quantity = excluded.quantity,
       total_minor = excluded.total_minor, currency = excluded.currency, order_id = excluded.order_id,
       ordered_at = excluded.ordered_at`,
    changes.carts.flatMap((key) => {
      const fact = loaded.facts.carts.get(key);
      if (!fact) return [];
      const { kind, token, profileId, snapshot, orderId, orderedAt } = fact;
      return [
        {
          kind,
          token,
          profile_id: profileId,
          snapshot,
          updated_at: snapshot && isoTime(snapshot.updatedAt),
          quantity: snapshot?.quantity,
          total_minor: snapshot?.total.minor,
          currency: snapshot?.total.currency,
          order_id: orderId,
          ordered_at: isoTime(orderedAt),
        },
      ];
    }),
  );
  await writeRows(
    client,
    shopId,
    `insert into purchase (shop_id, order_id, profile_id, snapshot, name, placed_at, cancelled_at, total_minor,
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
       refunds = excluded.refunds, parcels = excluded.parcels`,
    changes.purchases.flatMap((id) => {
      const fact = loaded.facts.purchases.get(id);
      if (!fact || fact.deletedAt !== undefined) return [];
      const { orderId, profileId, order, refundedMinor: known, unconverted, parcels } = fact;
      const refunded = refundedOf(fact);
      return [
        {
          order_id: orderId,
          profile_id: profileId,
          snapshot: order,
          name: order?.name,
          placed_at: order && isoTime(order.placedAt),
          cancelled_at: isoTime(order?.cancelledAt ?? null),
          total_minor: order && orderWorth(order, refunded),
          refunded_minor: refunded,
          currency: order?.total.currency,
          contact: order?.contact,
          refunds: unconverted && { known, unconverted },
          parcels: parcels.length === 0 ? null : parcels,
        },
      ];
    }),
  );
  const deleted = changes.purchases.flatMap((orderId) => {
    const deletedAt = loaded.facts.purchases.get(orderId)?.deletedAt;
    return deletedAt === undefined ? [] : [{ orderId, deletedAt }];
  });
  await saveDeletedOrders(client, shopId, deleted);
}
