/** A profile that used an identifier by which more than one person is known. */
export type IdentifierClaim = { kind: string; value: string; claimedBy: string };

/** Two profiles that may be one person, the lesser id first, with the identifiers (`kind:value`) both have used. */
export type DuplicatePair = { lowId: string; highId: string; shared: string[] };

/** More than this many people share an identifier because of where they are: a switchboard, a till. */
export const MOST_CLAIMANTS = 10;

/** Shared identifiers kept of a pair: the first ones in order of the alphabet. */
export const MOST_SHARED = 20;

/**
 * All profiles that may be the same person as another: all pairs of those that claim the same identifier,
 * whichever claimed it first, so that the order of claims does not matter. An identifier that is claimed by too
 * many gives no pair.
 */
export function pairsOf(claims: readonly IdentifierClaim[]): DuplicatePair[] {
  const pairs = new Map<string, DuplicatePair>();
  for (const [key, claimants] of claimantsOf(claims)) {
    if (claimants.length > MOST_CLAIMANTS) continue;
    claimants.forEach((lowId, index) => {
      for (const highId of claimants.slice(index + 1)) {
        const id = `${lowId} ${highId}`;
        const shared = [...new Set([...(pairs.get(id)?.shared ?? []), key])].sort();
        pairs.set(id, { lowId, highId, shared: shared.slice(0, MOST_SHARED) });
      }
    });
  }
  return [...pairs.values()];
}

/** The identifiers that are claimed by so many that they say nothing, as `kind:value`. */
export function commonIdentifiers(claims: readonly IdentifierClaim[]): string[] {
  return [...claimantsOf(claims)].flatMap(([key, claimants]) =>
    claimants.length > MOST_CLAIMANTS ? [key] : [],
  );
}

/** The profiles that claim each identifier, in order of their ids. */
function claimantsOf(claims: readonly IdentifierClaim[]): [key: string, claimants: string[]][] {
  const claimants = new Map<string, Set<string>>();
  for (const { kind, value, claimedBy } of claims) {
    const key = `${kind}:${value}`;
    claimants.set(key, (claimants.get(key) ?? new Set()).add(claimedBy));
  }
  return [...claimants].map(([key, all]) => [key, [...all].sort()]);
}
