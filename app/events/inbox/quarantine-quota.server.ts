import type { ShopClient } from '#app/platform/db.server.ts';
import { quarantineUse } from '#app/events/inbox/store/quarantined.server.ts';
import type { QuarantineUse } from './quarantine.ts';

/** What a shop's quarantine holds at most: more than anyone looks through, less than fills a disk. */
export const QUARANTINE_QUOTA = { deliveries: 5_000, bytes: 64 * 1024 * 1024 };

/** A delivery may have 2 MB; with less room than that the next one may not fit. */
const LARGEST = 2 * 1024 * 1024;

/** Whether there may be no room for the next delivery that cannot be used. */
export function isQuarantineFull({ deliveries, bytes }: QuarantineUse): boolean {
  return deliveries >= QUARANTINE_QUOTA.deliveries || bytes > QUARANTINE_QUOTA.bytes - LARGEST;
}

/**
 * Which of some unusable deliveries the quarantine has room for, the first ones first: what waits is never
 * pushed out by what comes after it, because that may be made up to push it out.
 */
export async function withinQuota<T extends { body: Buffer | string }>(
  client: ShopClient,
  shopId: string,
  wanted: readonly T[],
): Promise<Set<T>> {
  const use = await quarantineUse(client, shopId);
  const kept = new Set<T>();
  for (const one of wanted) {
    const bytes = Buffer.byteLength(one.body);
    if (use.deliveries >= QUARANTINE_QUOTA.deliveries) break;
    if (use.bytes + bytes > QUARANTINE_QUOTA.bytes) continue;
    use.deliveries += 1;
    use.bytes += bytes;
    kept.add(one);
  }
  return kept;
}
