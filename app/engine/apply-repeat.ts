import type { DomainEvent } from '#app/events/event.ts';
import { cartOf } from '#app/journeys/carts-of-run.ts';
import { withCart } from '#app/profiles/apply-event.ts';
import { cartAfter, ordersAfter, purchaseAfter } from '#app/profiles/facts-change.ts';
import { cartKey } from '#app/profiles/facts.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import { advanceRun } from './advance-run.ts';
import { runsOfPerson, type Pen } from './pen.ts';

/**
 * A state that counted before and is sent again, of a later moment of its second: a cart that was filled, emptied and
 * filled again. It counts no second time; it is what there is now.
 */
export function applyRepeat(pen: Pen, event: DomainEvent): void {
  const profileId = cartOf(event) ? repeatCart(pen, event) : repeatOrder(pen, event);
  if (profileId === null) return;
  pen.touched.add(profileId);
  pen.told.add(profileId);
  for (const run of runsOfPerson(pen, profileId))
    if (run.state === 'active') advanceRun(pen, run, { kind: 'event', event });
}

/** @returns whose cart it is, where this is its newest state */
function repeatCart(pen: Pen, event: DomainEvent): string | null {
  const cart = cartOf(event);
  if (!cart) return null;
  const { carts } = pen.world.facts;
  const key = cartKey(cart.kind, cart.token);
  const known = carts.get(key);
  if (!known) return null;
  const after = cartAfter(known, cart, known.profileId, false);
  if (after === known) return null;
  carts.set(key, after);
  pen.carts.add(key);
  changeProfile(pen, known.profileId, (state) => withCart(state, cart));
  return known.profileId;
}

/** @returns whose order it is, where this is its newest state */
function repeatOrder(pen: Pen, event: DomainEvent): string | null {
  if (event.kind !== 'order.changed') return null;
  const { purchases } = pen.world.facts;
  const known = purchases.get(event.order.orderId);
  if (!known) return null;
  const after = purchaseAfter(known, event.order, known.profileId);
  if (after.order === known.order) return null;
  purchases.set(after.orderId, after);
  pen.purchases.add(after.orderId);
  changeProfile(pen, known.profileId, (state) => ({
    ...state,
    orders: ordersAfter(state.orders, known, after),
  }));
  return known.profileId;
}

function changeProfile(
  { world }: Pen,
  profileId: string,
  change: (state: ProfileState) => ProfileState,
): void {
  const state = world.profiles.get(profileId);
  if (state) world.profiles.set(profileId, change(state));
}
