import type { SegmentChange } from '#app/journeys/definition.ts';
import { isShopifyKey } from '#app/segments/shopify-key.ts';
import type { MembershipChange } from '#app/engine/load/loaded-state.ts';

/** Segments by their key, each with when the person entered it, epoch milliseconds. */
export type EntryTimes = ReadonlyMap<string, number>;

/** The update of a person's memberships. */
export type MembershipUpdate = {
  /** The rows to write. */
  rows: MembershipChange[];
  /** What the journeys are notified of, exits first: what a person left is over before the next begins. */
  segmentChanges: SegmentChange[];
  after: Map<string, number>;
};

/**
 * Compares the segments a person is in with those known. Who is in Shopify's own segments is read from Shopify
 * and not decided here.
 * @param known the person's memberships so far
 * @param inherited those of profiles that were merged into the person's: they go on, and are no change
 */
export function compareMemberships(
  profileId: string,
  segments: readonly string[],
  known: EntryTimes,
  inherited: EntryTimes,
  now: number,
): MembershipUpdate {
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
  const carriedOver = segments.filter((key) => inherited.has(key) && !known.has(key));
  return {
    rows: [
      ...entered.map((key) => row(key, 'entered', now)),
      ...carriedOver.map((key) => row(key, 'entered', before.get(key) ?? now)),
      ...left.filter((key) => known.has(key)).map((key) => row(key, 'left', now)),
    ],
    segmentChanges: [
      ...left.map((segment): SegmentChange => ({ segment, kind: 'left' })),
      ...entered.map((segment): SegmentChange => ({ segment, kind: 'entered' })),
    ],
    after: new Map([
      ...segments.map((key): [string, number] => [key, before.get(key) ?? now]),
      ...[...known].filter(([key]) => isShopifyKey(key)),
    ]),
  };
}
