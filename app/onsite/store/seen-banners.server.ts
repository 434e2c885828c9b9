import type { ShopClient } from '#app/platform/db.server.ts';
import type { BannerState } from '../banner-report.ts';

/** Remembers which visitor a banner was shown to last. */
export async function rememberShown(
  client: ShopClient,
  shopId: string,
  bannerId: string,
  visitor: string,
): Promise<void> {
  await client.query(
    'update banner set shown_to = $3 where shop_id = $1 and id = $2 and shown_to is distinct from $3',
    [shopId, bannerId, visitor],
  );
}

/** How often a banner was seen and whether it is open still. */
export type SeenBannerRow = { state: BannerState; seenTimes: number };

/**
 * A banner that this visitor may report on, held until the transaction ends: it was shown to them last, or is for the person
 * whom one of these identifiers is of; else null.
 */
export async function lockReportedBanner(
  client: ShopClient,
  shopId: string,
  bannerId: string,
  { visitor, customerId }: { visitor: string | null; customerId: string | null },
): Promise<SeenBannerRow | null> {
  const { rows } = await client.query<SeenBannerRow>(
    `select state, seen_times as "seenTimes" from banner
      where shop_id = $1 and id = $2
        and (shown_to = $3 or exists (
          select from identity
           where shop_id = $1 and profile_id = banner.profile_id
             and ((kind = 'visitor' and value = $3) or (kind = 'customer' and value = $4))))
      for update`,
    [shopId, bannerId, visitor, customerId],
  );
  return rows[0] ?? null;
}

/** Notes what a visitor did with a banner; a click closes it, so that there is one. @param now epoch milliseconds */
export async function updateSeenBanner(
  client: ShopClient,
  shopId: string,
  bannerId: string,
  { state, seenTimes, isClicked }: SeenBannerRow & { isClicked: boolean },
  now: number,
): Promise<void> {
  await client.query(
    `update banner set state = $3, seen_times = $4, seen_at = coalesce(seen_at, $5),
            closed_at = case when $3 = 'closed' then $5::timestamptz end,
            clicked_at = case when $6 then $5::timestamptz end
      where shop_id = $1 and id = $2`,
    [shopId, bannerId, state, seenTimes, new Date(now), isClicked],
  );
}
