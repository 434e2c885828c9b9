import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { stateAfter, type BannerReport } from './banner-report.ts';
import { lockReportedBanner, updateSeenBanner } from './store/seen-banners.server.ts';
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
  const { visitor } = report;
  const banner = await lockReportedBanner(client, shopId, bannerId, { visitor, customerId });
  if (!banner) return 'not_theirs';
  if (banner.state === 'closed') return 'already_closed';

  const state = stateAfter(banner.state, report.event);
  const seenTimes = banner.seenTimes + (report.event === 'seen' ? 1 : 0);
  const isClicked = report.event === 'clicked';
  await updateSeenBanner(client, shopId, bannerId, { state, seenTimes, isClicked }, now);
  const key = `${bannerId}:${String(seenTimes)}`;
  const identifiers = visitIdentifiers({ ...ANONYMOUS_VISIT, customerId, visitor });
  await storeDeliveries(client, shopId, [
    internalDelivery(`banner.${report.event}`, key, now, { at: now, identifiers, bannerId }),
  ]);
  return 'noted';
}
