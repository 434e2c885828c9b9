import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { identifierKey } from '#app/profiles/directory.ts';
import type { Resolution } from '#app/profiles/identity.ts';
import { isToken } from '#app/profiles/match-tokens.ts';
import { isOpen } from '#app/profiles/parts.ts';
import { withoutCart, type CartToken } from '#app/profiles/without-cart.ts';
import type { Pen } from './pen.ts';

/** Notes which identifiers point at the profile of an event from now on, and takes what is theirs from others. */
export function linkIdentifiers(
  pen: Pen,
  { profileId, part, links, confirms }: Resolution,
  { topic }: DomainEvent,
): void {
  const { world, changes } = pen;
  for (const identifier of links) {
    const key = identifierKey(identifier);
    const before = world.owners.get(key);
    if (before !== undefined && before !== profileId)
      handOver(pen, identifier, { from: before, to: profileId });
    world.owners.set(key, profileId);
    world.parts.delete(key);
    if (part !== profileId) world.parts.set(key, part);
    if (!isToken(identifier)) world.identified.add(profileId);
    const confirmed = confirms.includes(identifier);
    changes.links.push({ identifier, profileId, part, topic, confirmed });
  }
  for (const identifier of confirms) {
    const key = identifierKey(identifier);
    world.confirmed.add(key);
    if (links.includes(identifier)) continue;
    const own = world.parts.get(key) ?? profileId;
    changes.links.push({ identifier, profileId, part: own, topic, confirmed: true });
  }
}

/** A cart or checkout that somebody claimed from the storefront turned out to be another person's. */
function handOver(
  pen: Pen,
  { kind, value: token }: Identifier,
  { from, to }: { from: string; to: string },
): void {
  if (kind !== 'cart' && kind !== 'checkout') return;
  const { facts, profiles } = pen.world;
  const key = cartKey(kind, token);
  const fact = facts.carts.get(key);
  if (fact) {
    facts.carts.set(key, { ...fact, profileId: to });
    pen.carts.add(key);
  }
  takeFromParts(pen, { kind, token }, from);
  const claimant = profiles.get(from);
  if (!claimant) return;
  const without = withoutCart(claimant, { kind, token });
  if (without === claimant) return;
  profiles.set(from, without);
  pen.touched.add(from);
  pen.received.add(from);
}

/**
 * Takes a cart off what a profile remembers of its parts and of what was added since, in this batch and before: parts
 * are added up when they are split, and what was taken off the whole can not be taken off again.
 */
function takeFromParts({ world, changes, now }: Pen, cart: CartToken, from: string): void {
  if (!isOpen(world.joined.get(from), now)) return;
  const ids = new Set([from]);
  for (const absorbed of changes.absorbed.toReversed())
    if (ids.has(absorbed.into)) ids.add(absorbed.from);
  for (const part of changes.parts)
    if (ids.has(part.id)) part.state = withoutCart(part.state, cart);
  for (const entry of [...changes.events, ...changes.addedLater])
    if (entry.delta && ids.has(entry.profileId)) entry.delta = withoutCart(entry.delta, cart);
  changes.takenCarts.push({ ...cart, profileIds: [...ids] });
}
