import { timestampedItems, mergeTimestampedSets } from './timestamped-set.ts';
import type { TimestampedItem, ProfileState, TagList } from './profile-state.ts';

/** The tags of a person, of every customer record that is theirs. */
export type CustomerTags = Pick<ProfileState, 'tags' | 'tagLists'>;

/** Customer records of a person whose complete lists are known. */
const LISTS_KEPT = 8;

/** What an event says of the tags of a customer. */
export type TagChange = {
  customerId: string | undefined;
  at: number;
  added: readonly string[];
  removed: readonly string[];
  /** All tags that the customer had at the moment; without it only those that were added and removed are known. */
  all?: readonly string[] | undefined;
};

/** The tags as one event knows them. */
export function tagsOfChange({ customerId, at, added, removed, all }: TagChange): CustomerTags {
  if (all && customerId !== undefined)
    return {
      tags: mergeTimestampedSets([], timestampedItems(all, at, 1, customerId)),
      tagLists: [[customerId, at]],
    };
  const changed = [
    ...timestampedItems(added, at, 1, customerId),
    ...timestampedItems(removed, at, 0, customerId),
  ];
  return { tags: mergeTimestampedSets([], changed), tagLists: [] };
}

/**
 * The tags that follow from two knowledges of them. A complete list of a customer's tags stands for all that was
 * known of that customer up to its moment, that moment included: it is read after what it lists. What is newer than
 * the list is added to it. Two lists of one moment are merged. The merge is associative and commutative, so any order
 * of the same events gives the same tags.
 */
export function mergeTags(a: CustomerTags, b: CustomerTags): CustomerTags {
  if (a.tagLists.length === 0 && b.tagLists.length === 0)
    return { tags: mergeTimestampedSets(a.tags, b.tags), tagLists: [] };
  const tagLists = mergeLists(a.tagLists, b.tagLists);
  const merged = mergeTimestampedSets(standing(a, tagLists), standing(b, tagLists));
  return { tags: merged, tagLists };
}

/** The lists by customer, the newest first; one more than are used is kept, because it says what is forgotten. */
function mergeLists(a: readonly TagList[], b: readonly TagList[]): TagList[] {
  const newest = new Map<string, number>();
  for (const [customerId, at] of [...a, ...b])
    newest.set(customerId, Math.max(at, newest.get(customerId) ?? -Infinity));
  return [...newest]
    .sort(([one, at], [other, otherAt]) => otherAt - at || (one < other ? -1 : 1))
    .slice(0, LISTS_KEPT + 1);
}

/** The tags of one side that no list of both sides replaces. */
function standing(side: CustomerTags, lists: readonly TagList[]): TimestampedItem[] {
  const own = new Map(side.tagLists);
  const used = new Map(lists.slice(0, LISTS_KEPT));
  // Of the customers whose lists are forgotten nothing older than the newest of these lists is kept.
  const forgotten = lists[LISTS_KEPT]?.[1] ?? -Infinity;
  const newest = lists[0]?.[1] ?? -Infinity;
  return side.tags.filter(([, at, , customerId]) => {
    // A tag that was saved without its customer may be of any.
    if (customerId === undefined) return at > newest;
    const listedAt = used.get(customerId);
    if (listedAt === undefined) return at > forgotten;
    return at > listedAt || (at === listedAt && own.get(customerId) === listedAt);
  });
}
