import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { eventKindOf } from '#app/events/kinds/registry.ts';
import { idOf } from '#app/lib/ids.ts';
import { identifierKey, ownerOf, type Directory } from './directory.ts';
import { isToken, matchTokens } from './match-tokens.ts';

/** An identifier of an event that stays with another profile, which may or may not be the same person. */
export type IdentifierConflict = { identifier: Identifier; owner: string };

/** That two profiles turned out to be the same person, with the parts of them that showed it. */
export type ProfileMerge = {
  from: string;
  into: string;
  fromPart: string;
  intoPart: string;
  /** The identifiers that were received together. */
  via: [Identifier, Identifier];
};

export type Resolution = {
  profileId: string;
  /** The part of the profile that the event belongs to: the strongest identifier's. */
  part: string;
  /** Identifiers that point at this profile from now on. */
  links: Identifier[];
  /** Those of its tokens that the event, as a signed one, says are this profile's. */
  confirms: Identifier[];
  /** Profiles that turned out to be the same person; they are merged into `profileId`. */
  merges: ProfileMerge[];
  conflicts: IdentifierConflict[];
};

/**
 * Finds whose event this is. Matching is deterministic: profiles that share an address, a number, an order or
 * a customer are one person, except that two profiles with different customer ids, and two that the
 * staff marked as no duplicates, are never merged by a guess; then the event goes to the profile of its strongest
 * identifier, the other identifiers stay where they are and are returned as conflicts. What tokens may add to that
 * is decided by `matchTokens`.
 */
export function resolve(directory: Directory, event: DomainEvent): Resolution {
  const carried = matchableIdentifiers(event);
  const trusted = isJoining(event)
    ? carried
    : carried.filter((one) => agrees(directory, event, one));
  const persons = isJoining(event) ? trusted : trusted.filter((one) => !isToken(one));
  const people = joinable(directory, event, persons);
  const tokens = isJoining(event) ? [] : trusted.filter(isToken);
  const matched = matchTokens(directory, event, persons.length > 0, people, tokens);
  const { joined, taken } = matched;
  const fresh = trusted.filter(
    (one) =>
      taken.includes(one) ||
      (ownerOf(directory, one) === undefined && !matched.ignored.includes(one)),
  );
  const conflicts = conflictsOf(
    directory,
    carried.filter((one) => !matched.ignored.includes(one)),
    joined,
  );
  const confirms = matched.confirmed;
  const profileId = joined.reduce<string | null>(
    (best, id) => (best === null ? id : survivor(directory, best, id)),
    null,
  );
  if (profileId === null) {
    const [strongest = carried[0]] = fresh;
    const id = idOf('profile', strongest.kind, strongest.value);
    return { profileId: id, part: id, links: fresh, confirms, merges: [], conflicts };
  }
  return {
    profileId,
    part: tieOf(directory, trusted, joined[0] ?? profileId).part,
    links: fresh,
    confirms,
    merges: mergesInto(directory, trusted, joined, profileId),
    conflicts,
  };
}

/**
 * The profiles merged into `into`. Each is tied to the strongest identifier's owner, as if it were the only one:
 * undoing one tie later leaves the other ones as they are.
 */
function mergesInto(
  directory: Directory,
  identifiers: readonly Identifier[],
  joined: readonly string[],
  into: string,
): ProfileMerge[] {
  const [first = into] = joined;
  return joined.flatMap((from): ProfileMerge[] => {
    if (from === into) return [];
    const [left, right] = [from, from === first ? into : first].map((id) =>
      tieOf(directory, identifiers, id),
    );
    if (!left || !right) return [];
    const via: ProfileMerge['via'] = [left.identifier, right.identifier];
    return [{ from, into, fromPart: left.part, intoPart: right.part, via }];
  });
}

/** By which identifier, and in which of its parts, an owner of some of the identifiers is found. */
function tieOf(
  directory: Directory,
  identifiers: readonly Identifier[],
  owner: string,
): { identifier: Identifier; part: string } {
  const identifier = identifiers.find((one) => ownerOf(directory, one) === owner);
  if (!identifier) throw new Error(`None of the identifiers belongs to profile ${owner}.`);
  return { identifier, part: directory.parts.get(identifierKey(identifier)) ?? owner };
}

function conflictsOf(
  directory: Directory,
  identifiers: readonly Identifier[],
  joined: readonly string[],
): IdentifierConflict[] {
  return identifiers.flatMap((identifier) => {
    const owner = ownerOf(directory, identifier);
    return owner === undefined || joined.includes(owner) ? [] : [{ identifier, owner }];
  });
}

/** Whether no profile is known by any identifier of an event. */
export function hasNoOwner(directory: Directory, event: DomainEvent): boolean {
  return matchableIdentifiers(event).every((one) => ownerOf(directory, one) === undefined);
}

/** What an event may be matched by, the strongest first. */
export function matchableIdentifiers(event: DomainEvent): [Identifier, ...Identifier[]] {
  return event.kind === 'customer.merged' ? mergedCustomers(event) : event.identifiers;
}

/** Whether the event says that all its identifiers are one person's, whatever else is known. */
function isJoining({ kind }: DomainEvent): boolean {
  return eventKindOf(kind).joins !== undefined;
}

/** The owners of the identifiers that are one person: each fits the stronger ones. */
function joinable(
  directory: Directory,
  event: DomainEvent,
  identifiers: readonly Identifier[],
): string[] {
  const owners = unique(identifiers.flatMap((one) => ownerOf(directory, one) ?? []));
  if (isJoining(event)) return owners;
  let customer =
    event.traits.customerId ?? identifiers.find(({ kind }) => kind === 'customer')?.value ?? null;
  const known = customer === null ? undefined : directory.owners.get(`customer:${customer}`);
  const joined: string[] = [];
  for (const id of owners) {
    const other = customerOf(directory, id);
    const fits = id === known || other === null || customer === null || other === customer;
    if (!fits || joined.some((one) => directory.notDuplicates.get(one)?.has(id) === true)) continue;
    joined.push(id);
    customer ??= other;
  }
  return joined;
}

function mergedCustomers(
  event: DomainEvent & { kind: 'customer.merged' },
): [Identifier, ...Identifier[]] {
  return [
    { kind: 'customer', value: event.keptId },
    { kind: 'customer', value: event.deletedId },
  ];
}

/**
 * Whether an event may be matched by an identifier. A family shares a phone: it says nothing when its owner is
 * known to be another customer, or to have another address while either is no customer, and then it stays
 * where it is.
 */
function agrees(directory: Directory, { traits }: DomainEvent, one: Identifier): boolean {
  const id = one.kind === 'phone' ? ownerOf(directory, one) : undefined;
  const owner = id === undefined ? undefined : directory.profiles.get(id);
  if (!owner) return true;
  const [customer, email] = [owner.customerId?.value, owner.email?.value];
  if (customer !== undefined && traits.customerId !== undefined)
    return customer === traits.customerId;
  return email === undefined || traits.email === undefined || email === traits.email;
}

/** Of two profiles of one person the one that stays: the customer's, else the lesser id. */
function survivor(directory: Directory, a: string, b: string): string {
  const [ofA, ofB] = [customerOf(directory, a) !== null, customerOf(directory, b) !== null];
  if (ofA !== ofB) return ofA ? a : b;
  return a < b ? a : b;
}

function customerOf(directory: Directory, id: string): string | null {
  return directory.profiles.get(id)?.customerId?.value ?? null;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
