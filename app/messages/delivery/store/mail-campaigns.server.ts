import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** A campaign as far as its emails go by it; moments are epoch milliseconds. */
export type MailCampaignRow = {
  id: string;
  /** Null when it cannot be read. */
  name: string | null;
  email: unknown;
  cancelledAt: number | null;
  /** The key of its segment; null when that cannot be read. */
  segment: string | null;
  leavesOutTrade: boolean | null;
};

/** Campaigns by their ids; one that is gone is missing. */
export async function selectMailCampaigns(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<MailCampaignRow[]> {
  const { rows } = await client.query<MailCampaignRow>(
    `select id, content ->> 'name' as name, email, cancelled_at as "cancelledAt", content ->> 'segment' as segment,
            content ->> 'leavesOutTrade' = 'true' as "leavesOutTrade"
       from campaign where shop_id = $1 and id = any($2::uuid[])`,
    [shopId, ids],
  );
  return rows;
}

/** How many emails of some campaigns may leave in a minute; one of which that cannot be read is missing. */
export async function selectCampaignPaces(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<{ id: string; perMinute: number }[]> {
  const { rows } = await client.query<{ id: string; perMinute: number }>(
    `select id, (content ->> 'perMinute')::int as "perMinute" from campaign
      where shop_id = $1 and id = any($2::uuid[]) and content ->> 'perMinute' ~ '^[1-9][0-9]{0,4}$' order by id`,
    [shopId, ids],
  );
  return rows;
}

/** A person as the rules of a campaign look at them. */
export type CampaignPersonRow = {
  key: string;
  profileId: string;
  /** Whether they are in the segment; true as well when that was archived meanwhile, because it has no members then. */
  isMember: boolean;
  companies: ProfileState['companies'] | null;
  tags: ProfileState['tags'] | null;
};

/** A row for each email of a campaign, with the person as they are now; one whose person is gone is missing. */
export async function selectCampaignPeople(
  client: ShopClient,
  shopId: string,
  mails: readonly { key: string; profileId: string | null; segment: string }[],
): Promise<CampaignPersonRow[]> {
  const { rows } = await client.query<CampaignPersonRow>(
    `select mail.key, profile.id as "profileId", profile.state -> 'companies' as companies,
            profile.state -> 'tags' as tags,
            exists (select from membership
              where shop_id = $1 and segment_key = mail.segment and profile_id = profile.id and left_at is null)
            or exists (select from segment
              where shop_id = $1 and key = mail.segment and archived_at is not null) as "isMember"
       from unnest($2::text[], $3::uuid[], $4::text[]) as mail (key, profile_id, segment)
       join profile on profile.shop_id = $1 and profile.id = mail.profile_id`,
    [
      shopId,
      mails.map(({ key }) => key),
      mails.map(({ profileId }) => profileId),
      mails.map(({ segment }) => segment),
    ],
  );
  return rows;
}
