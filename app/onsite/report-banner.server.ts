import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { stateAfter, type BannerReport, type BannerState } from './banner-report.ts';
import { visitIdentifiers, ANONYMOUS_VISIT } from './visit.ts';

export type ReportOutcome = 'noted' | 'not_theirs' | 'already_closed';

/**
 * Notes what a visitor did with a banner and sends the engine an event. Only the visitor it was last shown to, or
 * an identity of the person it was placed for, may report on it.
 * @param customerId as vouched for by Shopify, or null
 * @param now epoch milliseconds
 */
export async function reportBanner(
  client: ShopClient,
  shopId: string,
  bannerId: string,
  report: BannerReport,
  customerId: string | null,
  now: number,
): Promise<ReportOutcome> {
  const { rows } = await client.query<{ state: BannerState; seen_times: number }>(
    `select state, seen_times from banner
      where shop_id = $1 and id = $2
        and (shown_to = $3 or exists (
          select from identity
           where shop_id = $1 and profile_id = banner.profile_id
             and ((kind = 'visitor' and value = $3) or (kind = 'customer' and value = $4))))
      for update`,
    [shopId, bannerId, report.visitor, customerId],
  );
  const banner = rows[0];
  if (!banner) return 'not_theirs';
  if (banner.state === 'closed') return 'already_closed';

  const state = stateAfter(banner.state, report.event);
  const seenTimes = banner.seen_times + (report.event === 'seen' ? 1 : 0);
  await client.query(
    `update banner set state = $3, seen_times = $4, seen_at = coalesce(seen_at, $5),
            closed_at = case when $3 = 'closed' then $5::timestamptz end
      where shop_id = $1 and id = $2`,
    [shopId, bannerId, state, seenTimes, new Date(now)],
  );
  const key = `${bannerId}:${String(seenTimes)}`;
  const identifiers = visitIdentifiers({ ...ANONYMOUS_VISIT, customerId, visitor: report.visitor });
  await storeDeliveries(client, shopId, [
    internalDelivery(`banner.${report.event}`, key, now, { at: now, identifiers, bannerId }),
  ]);
  return 'noted';
}
