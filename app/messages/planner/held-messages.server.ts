import { countMailsByReason } from '#app/effects/store/count-effects.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { recentMails } from '#app/messages/delivery/balance.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { HOLD_WORDS, type HeldMessages } from './held-messages.ts';
import { HOLD_REASONS } from './planned-message.ts';

const PERIOD_MS = 30 * DAY;

/** What the limits of a shop hold back, and held back lately. @param now epoch milliseconds */
export async function loadHeldMessages(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<HeldMessages> {
  const counts = await countMailsByReason(client, shopId, HOLD_REASONS);
  const { skipped } = await recentMails(client, shopId, now - PERIOD_MS);
  return {
    waiting: HOLD_REASONS.flatMap((reason) => {
      const count = counts.get(reason) ?? 0;
      return count === 0 ? [] : [{ reason, words: HOLD_WORDS[reason], count }];
    }).sort((one, other) => other.count - one.count),
    expired: skipped['no_longer_relevant'] ?? 0,
  };
}
