import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ProfileState } from './profile.ts';

/** Who each identifier points at, and what is known of those profiles. */
export type Directory = {
  owners: Map<string, string>;
  profiles: Map<string, ProfileState>;
};

export type Resolution = {
  profileId: string;
  /** Identifiers that point at this profile from now on. */
  links: Identifier[];
  /** Profiles that turned out to be the same person; they become part of `profileId`. */
  absorbs: string[];
};

/** The key of an identifier in a directory. */
export function identifierKey(identifier: Identifier): string {
  return `${identifier.kind}:${identifier.value}`;
}

/**
 * Finds whose event this is. Matching is deterministic: profiles that share an identifier are one person,
 * except that two profiles with different customer ids are never joined by a guess; then the event goes to
 * the profile of its strongest identifier and the other identifiers stay where they are.
 */
export function resolve(directory: Directory, event: DomainEvent): Resolution {
  const identifiers =
    event.kind === 'customer.merged' ? mergedCustomers(event) : ownIdentifiers(directory, event);
  const owners = unique(identifiers.flatMap((identifier) => ownerOf(directory, identifier)));
  const [first] = owners;
  if (first === undefined) {
    const [strongest] = identifiers;
    return {
      profileId: idOf('profile', strongest.kind, strongest.value),
      links: identifiers,
      absorbs: [],
    };
  }
  const joined =
    event.kind === 'customer.merged'
      ? owners
      : owners.filter((id) => compatible(directory, event, first, id));
  const profileId = joined.reduce((best, id) => survivor(directory, best, id), first);
  const links = identifiers.filter((identifier) => {
    const [owner] = ownerOf(directory, identifier);
    return owner === undefined || (owner !== profileId && joined.includes(owner));
  });
  return { profileId, links, absorbs: joined.filter((id) => id !== profileId) };
}

function mergedCustomers(
  event: DomainEvent & { kind: 'customer.merged' },
): [Identifier, ...Identifier[]] {
  return [
    { kind: 'customer', value: event.keptId },
    { kind: 'customer', value: event.deletedId },
  ];
}

function ownerOf(directory: Directory, identifier: Identifier): string[] {
  const owner = directory.owners.get(identifierKey(identifier));
  return owner === undefined ? [] : [owner];
}

/**
 * What the event may be matched by. A family shares a phone: it says nothing when its owner is known to be
 * another customer, or to have another address while either is no customer, and then it stays where it is.
 */
function ownIdentifiers(directory: Directory, event: DomainEvent): [Identifier, ...Identifier[]] {
  const [first, ...others] = event.identifiers;
  return [first, ...others.filter((one) => one.kind !== 'phone' || agrees(directory, event, one))];
}

function agrees(directory: Directory, { traits }: DomainEvent, phone: Identifier): boolean {
  const [id] = ownerOf(directory, phone);
  const owner = id === undefined ? undefined : directory.profiles.get(id);
  if (!owner) return true;
  const [customer, email] = [owner.customerId?.value, owner.email?.value];
  if (customer !== undefined && traits.customerId !== undefined)
    return customer === traits.customerId;
  return email === undefined || traits.email === undefined || email === traits.email;
}

/** Whether a profile may be joined with the one of the event's strongest identifier. */
function compatible(directory: Directory, event: DomainEvent, first: string, id: string): boolean {
  if (id === first) return true;
  const customer = event.traits.customerId ?? customerOf(directory, first);
  const other = customerOf(directory, id);
  return other === null || customer === null || other === customer;
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
