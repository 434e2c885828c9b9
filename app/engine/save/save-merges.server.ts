import type { ShopClient } from '#app/platform/db.server.ts';
import { moveEvents, moveEventSpan } from '#app/events/store/profile-events.server.ts';
import { saveNotDuplicates } from '#app/profiles/store/not-duplicates.server.ts';
import { deleteProfiles, moveMergedRows } from '#app/profiles/store/merge-profiles.server.ts';
import { moveMergedPairs } from '#app/profiles/store/possible-duplicates.server.ts';
import { changeEvents, groupByEvents } from './change-events.server.ts';

/**
 * Moves everything of merged profiles to the profile they were merged into, and removes them. What is computed of
 * each goes with them: the merged profile is assessed in the same batch.
 */
export async function saveMerges(
  client: ShopClient,
  shopId: string,
  merges: { from: string; into: string }[],
): Promise<void> {
  const [from, into] = [merges.map((pair) => pair.from), merges.map((pair) => pair.into)];
  await moveMergedRows(client, shopId, from, into);
  await moveMergedEvents(client, shopId, new Map(merges.map((pair) => [pair.from, pair.into])));
  await movePairs(client, shopId, from, into);
  await deleteProfiles(client, shopId, from);
}

/** Events are many: any visitor with a browser can make them. */
async function moveMergedEvents(
  client: ShopClient,
  shopId: string,
  intoOf: ReadonlyMap<string, string>,
): Promise<void> {
  const { together, large } = await groupByEvents(client, shopId, [...intoOf.keys()]);
  const moveOf = (from: string) => {
    const into = intoOf.get(from);
    if (into === undefined) throw new Error(`Profile ${from} is not among those that are merged.`);
    return { from, into };
  };
  for (const ids of together) await moveEvents(client, shopId, ids.map(moveOf));
  for (const { from, into } of large.map(moveOf))
    await changeEvents(client, shopId, from, (span) => moveEventSpan(client, shopId, span, into));
}

/**
 * Two profiles that became one are no possible duplicates any more; the marks of the others point to the profile they
 * are part of now.
 */
async function movePairs(
  client: ShopClient,
  shopId: string,
  from: string[],
  into: string[],
): Promise<void> {
  const moved = await moveMergedPairs(client, shopId, from, into);
  const kept = moved.filter(({ state }) => state === 'kept_apart');
  if (kept.length > 0)
    await saveNotDuplicates(client, shopId, [
      ...into,
      ...kept.flatMap(({ low, high }) => [low, high]),
    ]);
}
