import type { Identifier } from '#app/events/event.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** Who each identifier points at, and what is known of those profiles. */
export type Directory = {
  owners: Map<string, string>;
  profiles: Map<string, ProfileState>;
  /** The part of its owner that an identifier belongs to, by its key, where that is not the owner's own. */
  parts: Map<string, string>;
  /** Profiles that staff marked as no duplicates of a profile; both ways. */
  notDuplicates: Map<string, ReadonlySet<string>>;
  /** Profiles that an address, a number, a customer or an order points at. */
  identified: Set<string>;
  /** Keys of the tokens that a signed delivery named together with their owner. */
  confirmed: Set<string>;
};

/** The key of an identifier in a directory. */
export function identifierKey(identifier: Identifier): string {
  return `${identifier.kind}:${identifier.value}`;
}

/** The profile that an identifier points at. */
export function ownerOf(directory: Directory, identifier: Identifier): string | undefined {
  return directory.owners.get(identifierKey(identifier));
}
