import type { SegmentMove } from '#app/journeys/definition.ts';
import { isShopifyKey } from '#app/segments/shopify-key.ts';
import type { MembershipChange } from './world.ts';

/** Segments by their key, each with when the person entered it, epoch milliseconds. */
export type Since = ReadonlyMap<string, number>;

/** What becomes of a person's memberships. */
export type MembershipMoves = {
  /** The rows to write. */
  rows: MembershipChange[];
  /** What others hear of, those out of a segment first: what a person left is over before the next begins. */
  moves: SegmentMove[];
  after: Map<string, number>;
};

/**
 * Compares the segments a person is in with those known. Who is in Shopify's own segments is read from Shopify
 * and not decided here.
 * @param known the person's memberships so far
 * @param inherited those of profiles that became part of the person's: they go on, and are no news
 */
export function membershipMoves(
  profileId: string,
  segments: readonly string[],
  known: Since,
  inherited: Since,
  now: number,
): MembershipMoves {
  const before = new Map([...inherited, ...known]);
  const ours = [...before.keys()].filter((key) => !isShopifyKey(key));
  const left = ours.filter((key) => !segments.includes(key));
  const entered = segments.filter((key) => !before.has(key));
  const row = (segmentKey: string, kind: MembershipChange['kind'], at: number) => ({
    segmentKey,
    profileId,
    at,
    kind,
  });
  const goOn = segments.filter((key) => inherited.has(key) && !known.has(key));
  return {
    rows: [
      ...entered.map((key) => row(key, 'entered', now)),
      ...goOn.map((key) => row(key, 'entered', before.get(key) ?? now)),
      ...left.filter((key) => known.has(key)).map((key) => row(key, 'left', now)),
    ],
    moves: [
      ...left.map((segment): SegmentMove => ({ segment, change: 'left' })),
      ...entered.map((segment): SegmentMove => ({ segment, change: 'entered' })),
    ],
    after: new Map([
      ...segments.map((key): [string, number] => [key, before.get(key) ?? now]),
      ...[...known].filter(([key]) => isShopifyKey(key)),
    ]),
  };
}
