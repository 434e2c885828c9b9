import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { identifierKey } from '#app/profiles/directory.ts';
import type { Resolution } from '#app/profiles/identity.ts';
import { isToken } from '#app/profiles/match-tokens.ts';
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
  { kind, value }: Identifier,
  { from, to }: { from: string; to: string },
): void {
  if (kind !== 'cart' && kind !== 'checkout') return;
  const { facts, profiles } = pen.world;
  const key = cartKey(kind, value);
  const fact = facts.carts.get(key);
  if (fact) {
    facts.carts.set(key, { ...fact, profileId: to });
    pen.carts.add(key);
  }
  const claimant = profiles.get(from);
  if (claimant?.[kind]?.token !== value) return;
  profiles.set(from, { ...claimant, [kind]: null });
  pen.touched.add(from);
  pen.received.add(from);
}
