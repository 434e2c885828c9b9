import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage } from '#app/lib/list-view.ts';
import {
  countDuplicates,
  duplicatePairs,
  DUPLICATES_SHOWN,
} from '#app/people/store/possible-duplicates.server.ts';
import { personName } from '#app/profiles/person-name.ts';
import type { DuplicateView, ListedDuplicate } from './list-duplicates.ts';
import { identifierWords } from './identity-words.ts';

/** Who may be the same person. `waiting` counts all of them, found by the search or not. */
export async function listDuplicates(
  client: ShopClient,
  shopId: string,
  view: DuplicateView,
): Promise<{ duplicates: ListedDuplicate[]; hasMore: boolean; waiting: number }> {
  const page = rowPage(await duplicatePairs(client, shopId, view), DUPLICATES_SHOWN);
  return {
    duplicates: page.rows.map(({ a, b, shared, firstSeenAt, lastSeenAt }) => ({
      two: [
        { ...a, name: personName(a) },
        { ...b, name: personName(b) },
      ],
      shared: shared.map(identifierWords),
      firstSeenAt,
      lastSeenAt,
    })),
    hasMore: page.hasMore,
    waiting: await countDuplicates(client, shopId),
  };
}
