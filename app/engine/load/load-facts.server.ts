import type { ShopClient } from '#app/platform/db.server.ts';
import type { CartSnapshot, DomainEvent, OrderSnapshot } from '#app/events/event.ts';
import { cartOf, cartsOf } from '#app/journeys/carts-of-run.ts';
import type { Run } from '#app/journeys/run.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { loadDeletedOrders } from '#app/profiles/store/deleted-orders.server.ts';
import { ECHO_MS, MOST_ORDERS } from '#app/profiles/carts/cart-standing.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import type { Parcel } from '#app/profiles/orders/parcels.ts';
import type { LoadedState } from './loaded-state.ts';

type CartRow = {
  kind: CartSnapshot['kind'];
  token: string;
  profile_id: string;
  snapshot: CartSnapshot | null;
  order_id: string | null;
  ordered_at: number | null;
};
type PurchaseRow = {
  order_id: string;
  profile_id: string;
  snapshot: OrderSnapshot | null;
  refunded_minor: number;
  refunds: { known: number; unconverted: Record<string, number> } | null;
  parcels: Parcel[] | null;
};

/** Loads the carts and orders that events and runs speak of, and what else their people ordered since. */
export async function loadFacts(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  loaded: LoadedState,
): Promise<void> {
  const readable = [...loaded.runs.values()].filter(({ id }) => !loaded.unreadable.runs.has(id));
  const { carts, orders } = subjectsOf(events, readable);
  if (carts.size > 0) {
    const tokens = [...carts.values()];
    const { rows } = await client.query<CartRow>(
      `select found.* from unnest($2::text[], $3::text[]) as wanted (kind, token)
       cross join lateral (select kind, token, profile_id, snapshot, order_id, ordered_at from cart
         where shop_id = $1 and kind = wanted.kind and token = wanted.token limit 1) as found`,
      [shopId, tokens.map(({ kind }) => kind), tokens.map(({ token }) => token)],
    );
    for (const { kind, token, profile_id, snapshot, order_id, ordered_at } of rows) {
      loaded.facts.carts.set(cartKey(kind, token), {
        kind,
        token,
        profileId: profile_id,
        snapshot,
        orderId: order_id,
        orderedAt: ordered_at,
      });
    }
  }
  if (orders.size > 0) {
    const { rows } = await client.query<PurchaseRow>(
      `select order_id, profile_id, snapshot, refunded_minor, refunds, parcels from purchase
       where shop_id = $1 and order_id = any($2)`,
      [shopId, [...orders]],
    );
    for (const row of rows) notePurchase(row, loaded);
    for (const one of await loadDeletedOrders(client, shopId, orders))
      loaded.facts.purchases.set(one.orderId, one);
  }
  await loadOrdersBesideCarts(client, shopId, events, readable, loaded);
}

/** The newest orders of people whose carts are loaded: what they ordered from another cart is no longer missing. */
async function loadOrdersBesideCarts(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  runs: readonly Run[],
  loaded: LoadedState,
): Promise<void> {
  const since = sinceByProfile(events, runs, loaded);
  if (since.size === 0) return;
  const { rows } = await client.query<PurchaseRow>(
    `select found.* from unnest($2::uuid[], $3::timestamptz[]) as person (id, since)
     cross join lateral (select order_id, profile_id, snapshot, refunded_minor, refunds, parcels from purchase
       where shop_id = $1 and profile_id = person.id and placed_at >= person.since
       order by placed_at desc limit $4) as found`,
    [
      shopId,
      [...since.keys()],
      [...since.values()].map((at) => new Date(at - ECHO_MS)),
      MOST_ORDERS,
    ],
  );
  for (const row of rows) if (!loaded.facts.purchases.has(row.order_id)) notePurchase(row, loaded);
}

/** When the oldest cart that is loaded was last changed, by whose it is or may turn out to be. */
function sinceByProfile(
  events: readonly DomainEvent[],
  runs: readonly Run[],
  { owners, facts }: LoadedState,
): Map<string, number> {
  const since = new Map<string, number>();
  const note = (id: string | undefined, at: number) => {
    if (id !== undefined) since.set(id, Math.min(at, since.get(id) ?? at));
  };
  for (const { profileId, state, context, enteredAt } of runs) {
    if (context.subject !== 'basket' || state !== 'active') continue;
    const known = facts.carts.get(cartKey(context.kind, context.token))?.snapshot?.updatedAt;
    note(profileId, known ?? enteredAt);
  }
  const changedAt = events.flatMap((event) => cartOf(event)?.updatedAt ?? []);
  const oldest = Math.min(...changedAt, ...since.values());
  if (!Number.isFinite(oldest)) return since;
  // The people that an event speaks of may become one.
  for (const event of events)
    for (const identifier of event.identifiers) note(owners.get(identifierKey(identifier)), oldest);
  return since;
}

function notePurchase(
  { order_id, profile_id, snapshot, refunded_minor, refunds, parcels }: PurchaseRow,
  { facts }: LoadedState,
): void {
  facts.purchases.set(order_id, {
    orderId: order_id,
    profileId: profile_id,
    order: snapshot,
    refundedMinor: refunds?.known ?? refunded_minor,
    ...(refunds && { unconverted: refunds.unconverted }),
    parcels: parcels ?? [],
  });
}

/** The carts and orders that events and runs speak of. */
function subjectsOf(
  events: readonly DomainEvent[],
  runs: Run[],
): { carts: Map<string, { kind: 'cart' | 'checkout'; token: string }>; orders: Set<string> } {
  const carts = new Map<string, { kind: 'cart' | 'checkout'; token: string }>();
  const orders = new Set<string>();
  const addCart = (kind: 'cart' | 'checkout', token: string | null) => {
    if (token !== null) carts.set(cartKey(kind, token), { kind, token });
  };
  for (const event of events) {
    for (const { kind, value } of event.identifiers) {
      if (kind === 'cart' || kind === 'checkout') addCart(kind, value);
      else if (kind === 'order') orders.add(value);
    }
    if (event.kind === 'order.changed') orders.add(event.order.orderId);
    for (const { kind, token } of cartsOf(event)) addCart(kind, token);
  }
  for (const { context } of runs) {
    if (context.subject === 'order') orders.add(context.orderId);
    else if (context.subject === 'basket') {
      addCart(context.kind, context.token);
      addCart('cart', context.cartToken);
    }
  }
  return { carts, orders };
}
