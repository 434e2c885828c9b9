import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { ArchiveOutcome } from '#app/segments/archive-segment.ts';
import type { SegmentOutcome } from '#app/segments/save-segment.ts';
import { changePolicy } from './change-policy.server.ts';

/**
 * Changes a shop's segments in one transaction, after which all profiles are recomputed by what they are now. A
 * change of a name or a purpose changes no membership, so no profile is recomputed for it.
 */
export async function changeSegments<Outcome extends SegmentOutcome | ArchiveOutcome>(
  pool: pg.Pool,
  shopId: string,
  change: (client: ShopClient) => Promise<Outcome>,
): Promise<Outcome> {
  return await inShop(pool, shopId, async (client) => {
    const outcome = await change(client);
    if (needsRecompute(outcome)) await changePolicy(client, shopId);
    return outcome;
  });
}

function needsRecompute(outcome: SegmentOutcome | ArchiveOutcome): boolean {
  switch (outcome.outcome) {
    case 'saved':
      return outcome.needsReassessment;
    case 'archived':
    case 'unarchived':
      return true;
    case 'unchanged':
    case 'refused':
    case 'conflict':
    case 'not_found':
    case 'used':
    case 'name_taken':
    case 'too_dear':
      return false;
  }
}
