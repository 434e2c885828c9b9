import type { ShopClient } from '#app/platform/db.server.ts';

/** What showing banners to a person is planned by, and when one of theirs was seen first; null of one who saw none. */
export type BannerPlanningRow = {
  /** When the person did something last, epoch milliseconds, as `seenAt`. */
  engagedAt: number;
  /** The days on which the person asked for help, as `ProfileState.signals` has them. */
  tickets: unknown;
  /** The newest version of the shop's settings; null when there is none. */
  settings: unknown;
  seenAt: number | null;
  /** Whether the person wants no messages in the shop; null when nothing was chosen. */
  declinesBanners: boolean | null;
};

/** More banners seen in a week do not change what the planner decides. */
const MOST_SEEN = 60;

/** A row for each banner that a person saw first since a moment, the newest first. @param since epoch milliseconds */
export async function selectBannerPlanning(
  client: ShopClient,
  shopId: string,
  profileId: string,
  since: number,
): Promise<BannerPlanningRow[]> {
  const { rows } = await client.query<BannerPlanningRow>(
    `select profile.last_seen_at as "engagedAt", profile.state #> '{signals,ticket_opened}' as tickets,
            (select value from setting where shop_id = $1 order by version desc limit 1) as settings,
            seen.seen_at as "seenAt", chosen.declines_banners as "declinesBanners"
       from profile
       left join reader_preference chosen on chosen.shop_id = $1 and chosen.address = profile.email
       left join lateral (
         select seen_at from banner
          where shop_id = $1 and profile_id = profile.id and seen_at > $3
          order by seen_at desc limit ${String(MOST_SEEN)}) as seen on true
      where profile.shop_id = $1 and profile.id = $2`,
    [shopId, profileId, new Date(since)],
  );
  return rows;
}
