import { readVersions } from '#app/definitions/read-versions.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Coupon, CouponState } from './coupon.ts';
import type { OfferContent } from './offer-content.ts';
import { offerKind } from './offer-kind.ts';
import { selectOffersOfRuns, type RunOfferRow } from './store/coupons.server.ts';

/**
 * How the newest offer of each of some runs stands; runs that made none are left out.
 * @param now epoch milliseconds
 */
export async function loadCoupons(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
  now: number,
): Promise<Map<string, CouponState>> {
  if (runIds.length === 0) return new Map();
  const rows = await selectOffersOfRuns(client, shopId, [...new Set(runIds)]);
  const versions = await readVersions(client, shopId, offerKind, rows);
  const contents = new Map(versions.map(({ digest, content }) => [digest, content]));
  return new Map(rows.map((row) => [row.runId, stateOf(row, contents.get(row.digest), now)]));
}

function stateOf(row: RunOfferRow, content: OfferContent | undefined, now: number): CouponState {
  if (!content || row.expiresAt <= now) return { state: 'gone' };
  switch (row.state) {
    case 'reserved':
      return { state: 'pending' };
    case 'created':
    case 'sent':
      return { state: 'ready', coupon: couponOf(row, content) };
    case 'used':
    case 'revoked':
    case 'expired':
      return { state: 'gone' };
  }
}

function couponOf(
  { code, isDiscount, currency, timeZone, expiresAt }: RunOfferRow,
  { benefit }: OfferContent,
): Coupon {
  return {
    code: isDiscount ? code : null,
    benefit,
    currency,
    path: 'path' in benefit ? benefit.path : null,
    expiresAt,
    timeZone,
  };
}
