import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { cartOf, cartsOf } from '#app/journeys/carts-of-run.ts';
import type { Run } from '#app/journeys/run.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { loadCartFacts } from '#app/profiles/store/carts.server.ts';
import { loadDeletedOrders } from '#app/profiles/store/deleted-orders.server.ts';
import { loadNewestPurchases, loadPurchases } from '#app/profiles/store/purchases.server.ts';
import { ECHO_MS, MOST_ORDERS } from '#app/profiles/carts/cart-standing.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import type { LoadedState } from './loaded-state.ts';

/** Loads the carts and orders that events and runs speak of, and what else their people ordered since. */
export async function loadFacts(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  loaded: LoadedState,
): Promise<void> {
  const readable = [...loaded.runs.values()].filter(({ id }) => !loaded.unreadable.runs.has(id));
  const { carts, orders } = subjectsOf(events, readable);
  if (carts.size > 0)
    for (const cart of await loadCartFacts(client, shopId, [...carts.values()]))
      loaded.facts.carts.set(cartKey(cart.kind, cart.token), cart);
  if (orders.size > 0) {
    for (const one of await loadPurchases(client, shopId, [...orders]))
      loaded.facts.purchases.set(one.orderId, one);
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
  const changed = sinceByProfile(events, runs, loaded);
  if (changed.size === 0) return;
  const since = new Map([...changed].map(([id, at]) => [id, at - ECHO_MS]));
  const { purchases } = loaded.facts;
  for (const one of await loadNewestPurchases(client, shopId, since, MOST_ORDERS))
    if (!purchases.has(one.orderId)) purchases.set(one.orderId, one);
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
