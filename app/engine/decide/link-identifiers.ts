import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import type { Resolution } from '#app/profiles/identity/identity.ts';
import { isToken } from '#app/profiles/identity/match-tokens.ts';
import { isSplittable } from '#app/profiles/profile-parts.ts';
import { withoutCart, type CartToken } from '#app/profiles/carts/without-cart.ts';
import type { DecisionContext } from './decision-context.ts';

/** Notes which identifiers point at the profile of an event from now on, and takes what is theirs from others. */
export function linkIdentifiers(
  context: DecisionContext,
  { profileId, part, links, confirms }: Resolution,
  { topic }: DomainEvent,
): void {
  const { loaded, changes } = context;
  for (const identifier of links) {
    const key = identifierKey(identifier);
    const before = loaded.owners.get(key);
    if (before !== undefined && before !== profileId)
      reassignCart(context, identifier, { from: before, to: profileId });
    loaded.owners.set(key, profileId);
    loaded.parts.delete(key);
    if (part !== profileId) loaded.parts.set(key, part);
    if (!isToken(identifier)) loaded.identified.add(profileId);
    const confirmed = confirms.includes(identifier);
    changes.links.push({ identifier, profileId, part, topic, confirmed });
  }
  for (const identifier of confirms) {
    const key = identifierKey(identifier);
    loaded.confirmed.add(key);
    if (links.includes(identifier)) continue;
    const own = loaded.parts.get(key) ?? profileId;
    changes.links.push({ identifier, profileId, part: own, topic, confirmed: true });
  }
}

/** A cart or checkout that a visitor claimed from the storefront turned out to be another person's. */
function reassignCart(
  context: DecisionContext,
  { kind, value: token }: Identifier,
  { from, to }: { from: string; to: string },
): void {
  if (kind !== 'cart' && kind !== 'checkout') return;
  const { facts, profiles } = context.loaded;
  const key = cartKey(kind, token);
  const fact = facts.carts.get(key);
  if (fact) {
    facts.carts.set(key, { ...fact, profileId: to });
    context.carts.add(key);
  }
  takeFromParts(context, { kind, token }, from);
  const claimant = profiles.get(from);
  if (!claimant) return;
  const without = withoutCart(claimant, { kind, token });
  if (without === claimant) return;
  profiles.set(from, without);
  context.touched.add(from);
  context.received.add(from);
}

/**
 * Takes a cart off what a profile remembers of its parts and of what was added since, in this batch and before: parts
 * are added up when they are split, and what was taken off the whole can not be taken off again.
 */
function takeFromParts(
  { loaded, changes, now }: DecisionContext,
  cart: CartToken,
  from: string,
): void {
  if (!isSplittable(loaded.joined.get(from), now)) return;
  const ids = new Set([from]);
  for (const merge of changes.merges.toReversed()) if (ids.has(merge.into)) ids.add(merge.from);
  for (const part of changes.parts)
    if (ids.has(part.id)) part.state = withoutCart(part.state, cart);
  for (const entry of [...changes.events, ...changes.deltaUpdates])
    if (entry.delta && ids.has(entry.profileId)) entry.delta = withoutCart(entry.delta, cart);
  changes.reassignedCarts.push({ ...cart, profileIds: [...ids] });
}
