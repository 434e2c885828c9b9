import type { CartSnapshot, DomainEvent, OrderSnapshot } from '#app/events/event.ts';
import { cartOf } from '#app/journeys/carts-of-run.ts';
import { applyEvent, TRAITS } from '#app/profiles/apply-event.ts';
import { withCart } from '#app/profiles/carts/apply-cart.ts';
import { cartAfter, ordersAfter, purchaseAfter } from '#app/profiles/facts-change.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { resolve } from '#app/profiles/identity/identity.ts';
import { mergeProfiles } from '#app/profiles/identity/merge-profiles.ts';
import { isSplittable } from '#app/profiles/profile-parts.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import { advanceRun } from './advance-run.ts';
import { runsOfPerson, type DecisionContext } from './decision-context.ts';

/**
 * A state that counted before and is sent again, of a later moment of its second: a cart that was filled, emptied and
 * filled again. It counts no second time; it is what there is now.
 */
export function applyRepeat(context: DecisionContext, event: DomainEvent): void {
  const profileId = repeatState(context, event);
  if (profileId === null) return;
  context.touched.add(profileId);
  context.received.add(profileId);
  for (const run of runsOfPerson(context, profileId))
    if (run.state === 'active') advanceRun(context, run, { kind: 'event', event });
}

/** @returns whose state it is, where it is the newest of its thing */
function repeatState(context: DecisionContext, event: DomainEvent): string | null {
  const cart = cartOf(event);
  if (cart) return repeatCart(context, event, cart);
  if (event.kind === 'order.changed') return repeatOrder(context, event, event.order);
  if (event.kind === 'customer.changed') return repeatCustomer(context, event);
  return event.kind === 'tags.changed' && event.all ? repeatTags(context, event) : null;
}

function repeatCart(
  context: DecisionContext,
  event: DomainEvent,
  cart: CartSnapshot,
): string | null {
  const { carts } = context.loaded.facts;
  const key = cartKey(cart.kind, cart.token);
  const known = carts.get(key);
  if (!known) return null;
  const after = cartAfter(known, cart, known.profileId, false);
  if (after === known) return null;
  carts.set(key, after);
  context.carts.add(key);
  changeProfile(context, event, known.profileId, (state) => withCart(state, cart));
  return known.profileId;
}

function repeatOrder(
  context: DecisionContext,
  event: DomainEvent,
  order: OrderSnapshot,
): string | null {
  const { purchases } = context.loaded.facts;
  const known = purchases.get(order.orderId);
  if (!known) return null;
  const after = purchaseAfter(known, order, known.profileId);
  if (after.order === known.order) return null;
  purchases.set(after.orderId, after);
  context.purchases.add(after.orderId);
  changeProfile(context, event, known.profileId, (state) => ({
    ...state,
    orders: ordersAfter(state.orders, known, after),
  }));
  return known.profileId;
}

/** The name, address and number in a customer's record; they count no more often, but may be true later than known. */
function repeatCustomer(context: DecisionContext, event: DomainEvent): string | null {
  const { loaded } = context;
  const { profileId } = resolve(loaded, event);
  const known = loaded.profiles.get(profileId);
  if (!known) return null;
  const after = applyEvent(known, event, loaded.facts, profileId);
  if (traitsIn(after) === traitsIn(known)) return null;
  changeProfile(context, event, profileId, (state) =>
    applyEvent(state, event, loaded.facts, profileId),
  );
  return profileId;
}

/** All that a record says of a person, as text that is equal when that is. */
function traitsIn(state: ProfileState): string {
  const { email, phone, record } = state;
  return JSON.stringify([TRAITS.map((trait) => state[trait]), email, phone, record]);
}

/** A list of all tags of a customer. */
function repeatTags(context: DecisionContext, event: DomainEvent): string | null {
  const { loaded } = context;
  const { profileId } = resolve(loaded, event);
  const customerId = event.identifiers.find(({ kind }) => kind === 'customer')?.value;
  const listed = loaded.profiles.get(profileId)?.tagLists.find(([id]) => id === customerId);
  if (!listed || listed[1] >= event.traitsAt) return null;
  changeProfile(context, event, profileId, (state) =>
    applyEvent(state, event, loaded.facts, profileId),
  );
  return profileId;
}

function changeProfile(
  { loaded, changes, now }: DecisionContext,
  event: DomainEvent,
  profileId: string,
  change: (state: ProfileState) => ProfileState,
): void {
  const state = loaded.profiles.get(profileId);
  if (!state) return;
  loaded.profiles.set(profileId, change(state));
  if (!isSplittable(loaded.joined.get(profileId), now)) return;
  noteAdded(changes, event, profileId, change(newProfile(event.at)));
}

/** Notes with the event what it added to a profile that remembers its parts, so that a split gives it to its part. */
function noteAdded(
  changes: StateChanges,
  { id, at }: DomainEvent,
  profileId: string,
  delta: ProfileState,
): void {
  const entry = changes.events.find(({ event }) => event.id === id);
  if (!entry) changes.deltaUpdates.push({ id, at, profileId, delta });
  else entry.delta = entry.delta ? mergeProfiles(entry.delta, delta) : delta;
}
