import { consentColumns, type ConsentColumns } from '#app/consent/consent-columns.ts';
import { preferenceColumns, type PreferenceColumns } from '#app/consent/preference-columns.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** A person who was in a segment; null fields of one who is gone meanwhile. */
export type CampaignMemberRow = {
  profileId: string;
  isKnown: boolean;
  name: string | null;
  email: string | null;
  country: ProfileState['country'];
  region: ProfileState['region'];
  companies: ProfileState['companies'] | null;
  tags: ProfileState['tags'] | null;
} & ConsentColumns &
  PreferenceColumns;

/** Who was in the segment `$2` at the moment `$3`, each once. */
const MEMBERS = `select distinct profile_id from membership
  where shop_id = $1 and segment_key = $2 and entered_at <= $3 and (left_at is null or left_at > $3)`;

const PERSON = `member.profile_id as "profileId", profile.id is not null as "isKnown", profile.name, profile.email,
  profile.state -> 'country' as country, profile.state -> 'region' as region,
  profile.state -> 'companies' as companies, profile.state -> 'tags' as tags,
  ${consentColumns('agreed', 'stopped')}, ${preferenceColumns('chosen')}`;

const JOINS = `left join profile on profile.shop_id = $1 and profile.id = member.profile_id
  left join address_consent agreed on agreed.shop_id = $1 and agreed.channel = 'email'
   and agreed.address = profile.email
  left join suppression stopped on stopped.shop_id = $1 and stopped.address = profile.email
  left join reader_preference chosen on chosen.shop_id = $1 and chosen.address = profile.email`;

/** How many people were in a segment at a moment, epoch milliseconds. */
export async function countMembersAt(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  at: number,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from (${MEMBERS}) as member`,
    [shopId, segmentKey, new Date(at)],
  );
  return rows[0]?.count ?? 0;
}

/** The next people in the order of their ids. @param after the last that was read */
export async function nextMembers(
  client: ShopClient,
  shopId: string,
  { segmentKey, at }: { segmentKey: string; at: number },
  after: string,
  limit: number,
): Promise<CampaignMemberRow[]> {
  return await readInKeyOrder<CampaignMemberRow>(
    client,
    `select ${PERSON}
       from (${MEMBERS} and profile_id > $4 order by profile_id limit $5) as member ${JOINS}
      order by member.profile_id`,
    [shopId, segmentKey, new Date(at), after, limit],
  );
}

/** Who the next people are, whatever is stored of them, in the order of their ids. @param after the last that was read */
export async function nextMemberIds(
  client: ShopClient,
  shopId: string,
  { segmentKey, at }: { segmentKey: string; at: number },
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select profile_id as id from (${MEMBERS}) as member where profile_id > $4 order by profile_id limit $5`,
    [shopId, segmentKey, new Date(at), after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Some of the people, drawn so that no group of them is preferred. */
export async function drawMembers(
  client: ShopClient,
  shopId: string,
  { segmentKey, at }: { segmentKey: string; at: number },
  limit: number,
): Promise<CampaignMemberRow[]> {
  const { rows } = await client.query<CampaignMemberRow>(
    `select ${PERSON}
       from (select profile_id from (${MEMBERS}) as found
              order by hashtextextended(profile_id::text, 0), profile_id limit $4) as member ${JOINS}
      order by member.profile_id`,
    [shopId, segmentKey, new Date(at), limit],
  );
  return rows;
}
