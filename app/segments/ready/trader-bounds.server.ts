import type { ShopClient } from '#app/platform/db.server.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { loadSegments, loadSegmentVersions } from '#app/segments/store/load-segments.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { usualBuying } from '#app/segments/store/usual-buying.server.ts';
import type { SegmentOutcome } from '#app/segments/save-segment.ts';
import {
  boundsIn,
  isWorthAChange,
  traderBounds,
  TRADER_KEY,
  traderPredicate,
  traderTier,
} from './trader-tier.ts';

/** Who saves what follows from the shop's own orders. */
const BY = 'system';

/**
 * Lets the tier of those who buy like traders follow what customers of the shop usually take, as a new version of its
 * segment. One that staff changed stays as they made it.
 * @returns what came of it; `unchanged` where nothing was to follow
 */
export async function updateTraderBounds(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<SegmentOutcome> {
  const unchanged = { outcome: 'unchanged', key: TRADER_KEY } as const;
  const stored = (await loadSegments(client, shopId)).get(TRADER_KEY);
  const [newest] = stored ? await loadSegmentVersions(client, shopId, TRADER_KEY) : [];
  if (newest && newest.madeBy !== BY) return unchanged;
  const inUse = boundsIn((stored ?? traderTier).predicate);
  const usual = await usualBuying(client, shopId);
  const next = traderBounds(usual);
  if (!inUse || !isWorthAChange(inUse, next)) return unchanged;
  const { name, purpose, version } = stored ?? traderTier;
  const draft = {
    base: version,
    card: {
      name,
      purpose,
      owner: stored?.owner ?? '',
      stage: 'wholesale',
      note: `Customers usually take ${rounded(usual.pieces)} items an order and ${rounded(usual.ofArticle)} of one article.`,
    },
    predicate: traderPredicate(next),
  };
  return await saveSegment(client, shopId, TRADER_KEY, draft, BY, now);
}

function rounded(value: number): string {
  return formatNumber(value, { atMost: 1 });
}
