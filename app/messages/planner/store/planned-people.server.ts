import type { ReaderFrequency } from '#app/consent/reader-preferences.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** What the planner reads of a person, and one marketing email that they got; null of one who got none. */
export type PlannedPersonRow = Pick<ProfileState, 'country' | 'region'> & {
  id: string;
  /** When the person did something last, epoch milliseconds, as `sentAt`. */
  engagedAt: number;
  /** The days on which the person asked for help, as `ProfileState.signals` has them. */
  tickets: unknown;
  sentAt: number | null;
  /** What the owner of the person's address chose; null when nothing was. */
  frequency: ReaderFrequency | null;
  declinesBanners: boolean | null;
};

/** More marketing emails in a week do not change what the planner decides. */
const MOST_SENT = 60;

/**
 * People, a row for each marketing email that they got since a moment, the newest first.
 * @param since epoch milliseconds; `monthly` of those who want one email a month
 */
export async function selectPlannedPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  since: { weekly: number; monthly: number },
): Promise<PlannedPersonRow[]> {
  const { rows } = await client.query<PlannedPersonRow>(
    `select profile.id, profile.last_seen_at as "engagedAt", profile.state -> 'country' as country,
            profile.state -> 'region' as region, profile.state #> '{signals,ticket_opened}' as tickets,
            sent.sent_at as "sentAt", chosen.frequency, chosen.declines_banners as "declinesBanners"
       from profile
       left join reader_preference chosen on chosen.shop_id = $1 and chosen.address = profile.email
       left join lateral (
         select sent_at from message
          where shop_id = $1 and profile_id = profile.id and class = 'marketing'
            and sent_at > case when chosen.frequency = 'month' then $4::timestamptz else $3::timestamptz end
          order by sent_at desc limit ${String(MOST_SENT)}) as sent on true
      where profile.shop_id = $1 and profile.id = any($2::uuid[])`,
    [shopId, profileIds, new Date(since.weekly), new Date(since.monthly)],
  );
  return rows;
}
