import { DAY } from '#app/lib/duration.ts';

/** Names and addresses change rarely; Shopify is asked about each member of staff once a week. */
export const DESCRIBED_MS = 7 * DAY;

/** Whether it is time to ask Shopify who a staff member is. Times are epoch milliseconds. */
export function isDescriptionDue(describedAt: number | null, now: number): boolean {
  return describedAt === null || describedAt < now - DESCRIBED_MS;
}
