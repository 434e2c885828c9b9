import type { CartSnapshot, DomainEvent, OrderSnapshot } from '#app/events/event.ts';
import { cartOf } from '#app/journeys/carts-of-run.ts';
import { applyEvent, TRAITS, withCart } from '#app/profiles/apply-event.ts';
import { cartAfter, ordersAfter, purchaseAfter } from '#app/profiles/facts-change.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { resolve } from '#app/profiles/identity.ts';
import { mergeProfiles } from '#app/profiles/merge-profiles.ts';
import { isOpen } from '#app/profiles/parts.ts';
import { newProfile, type ProfileState } from '#app/profiles/profile.ts';
import { advanceRun } from './advance-run.ts';
import { runsOfPerson, type Pen } from './pen.ts';
import type { Changes } from './world.ts';

/**
 * A state that counted before and is sent again, of a later moment of its second: a cart that was filled, emptied and
 * filled again. It counts no second time; it is what there is now.
 */
export function applyRepeat(pen: Pen, event: DomainEvent): void {
  const profileId = repeatState(pen, event);
  if (profileId === null) return;
  pen.touched.add(profileId);
  pen.received.add(profileId);
  for (const run of runsOfPerson(pen, profileId))
    if (run.state === 'active') advanceRun(pen, run, { kind: 'event', event });
}

/** @returns whose state it is, where it is the newest of its thing */
function repeatState(pen: Pen, event: DomainEvent): string | null {
  const cart = cartOf(event);
  if (cart) return repeatCart(pen, event, cart);
  if (event.kind === 'order.changed') return repeatOrder(pen, event, event.order);
  if (event.kind === 'customer.changed') return repeatCustomer(pen, event);
  return event.kind === 'tags.changed' && event.all ? repeatTags(pen, event) : null;
}

function repeatCart(pen: Pen, event: DomainEvent, cart: CartSnapshot): string | null {
  const { carts } = pen.world.facts;
  const key = cartKey(cart.kind, cart.token);
  const known = carts.get(key);
  if (!known) return null;
  const after = cartAfter(known, cart, known.profileId, false);
  if (after === known) return null;
  carts.set(key, after);
  pen.carts.add(key);
  changeProfile(pen, event, known.profileId, (state) => withCart(state, cart));
  return known.profileId;
}

function repeatOrder(pen: Pen, event: DomainEvent, order: OrderSnapshot): string | null {
  const { purchases } = pen.world.facts;
  const known = purchases.get(order.orderId);
  if (!known) return null;
  const after = purchaseAfter(known, order, known.profileId);
  if (after.order === known.order) return null;
  purchases.set(after.orderId, after);
  pen.purchases.add(after.orderId);
  changeProfile(pen, event, known.profileId, (state) => ({
    ...state,
    orders: ordersAfter(state.orders, known, after),
  }));
  return known.profileId;
}

/** The name, address and number in a customer's record; they count no more often, but may be true later than known. */
function repeatCustomer(pen: Pen, event: DomainEvent): string | null {
  const { world } = pen;
  const { profileId } = resolve(world, event);
  const known = world.profiles.get(profileId);
  if (!known) return null;
  const after = applyEvent(known, event, world.facts, profileId);
  if (traitsIn(after) === traitsIn(known)) return null;
  changeProfile(pen, event, profileId, (state) => applyEvent(state, event, world.facts, profileId));
  return profileId;
}

/** All that a record says of a person, as text that is equal when that is. */
function traitsIn(state: ProfileState): string {
  const { email, phone, record } = state;
  return JSON.stringify([TRAITS.map((trait) => state[trait]), email, phone, record]);
}

/** A list of all tags of a customer. */
function repeatTags(pen: Pen, event: DomainEvent): string | null {
  const { world } = pen;
  const { profileId } = resolve(world, event);
  const customerId = event.identifiers.find(({ kind }) => kind === 'customer')?.value;
  const listed = world.profiles.get(profileId)?.tagLists.find(([id]) => id === customerId);
  if (!listed || listed[1] >= event.traitsAt) return null;
  changeProfile(pen, event, profileId, (state) => applyEvent(state, event, world.facts, profileId));
  return profileId;
}

function changeProfile(
  { world, changes, now }: Pen,
  event: DomainEvent,
  profileId: string,
  change: (state: ProfileState) => ProfileState,
): void {
  const state = world.profiles.get(profileId);
  if (!state) return;
  world.profiles.set(profileId, change(state));
  if (!isOpen(world.joined.get(profileId), now)) return;
  noteAdded(changes, event, profileId, change(newProfile(event.at)));
}

/** Notes with the event what it added to a profile that remembers its parts, so that a split gives it to its part. */
function noteAdded(
  changes: Changes,
  { id, at }: DomainEvent,
  profileId: string,
  delta: ProfileState,
): void {
  const entry = changes.events.find(({ event }) => event.id === id);
  if (!entry) changes.addedLater.push({ id, at, profileId, delta });
  else entry.delta = entry.delta ? mergeProfiles(entry.delta, delta) : delta;
}
