import type { ShopClient } from '#app/platform/db.server.ts';
import type { ActionPerson } from '#app/journeys/actions/action-person.ts';
import type { StageKey } from '#app/segments/ready/lifecycle.ts';
import { stageName } from '#app/segments/ready/stage-name.ts';

/** Whom actions of journeys are about, with what the shop calls the journeys. */
export type ActionSubject = {
  person: ActionPerson;
  /** The name of the journey in its newest version; its key when that is gone. */
  journey: string;
  /** The shop's domain in Shopify. */
  shopDomain: string;
};

type SubjectRow = Omit<ActionPerson, 'stage'> & {
  stage: StageKey;
  journey: string;
  shopDomain: string;
};

/**
 * The people of some actions as they are now, by profile and journey; who does not exist any more is not there.
 * @param wanted the profile and the journey's key of each action
 * @returns by `profileId journeyKey`
 */
export async function loadActionSubjects(
  client: ShopClient,
  shopId: string,
  wanted: readonly { profileId: string; journeyKey: string }[],
): Promise<Map<string, ActionSubject>> {
  const { rows } = await client.query<SubjectRow & { wantedJourney: string }>(
    `select profile.id, profile.name, state #>> '{firstName,value}' as "firstName", profile.email, phone,
            customer_id as "customerId", score, grade, band, stage, orders, shop.domain as "shopDomain",
            journey_key as "wantedJourney", coalesce((
              select version.name from definition_version version
               where version.shop_id = $1 and version.kind = 'journey' and version.key = journey_key
               order by version.version desc limit 1), journey_key) as journey
       from unnest($2::uuid[], $3::text[]) as wanted (profile_id, journey_key)
       join profile on profile.shop_id = $1 and profile.id = wanted.profile_id
       join shop on shop.id = $1`,
    [shopId, wanted.map(({ profileId }) => profileId), wanted.map(({ journeyKey }) => journeyKey)],
  );
  return new Map(
    rows.map(({ wantedJourney, journey, shopDomain, stage, ...person }) => [
      `${person.id} ${wantedJourney}`,
      { person: { ...person, stage: stageName(stage) }, journey, shopDomain },
    ]),
  );
}

/** The person of one action; null when there is no such person any more. */
export async function loadActionSubject(
  client: ShopClient,
  shopId: string,
  profileId: string | null,
  journeyKey: string,
): Promise<ActionSubject | null> {
  if (profileId === null) return null;
  const subjects = await loadActionSubjects(client, shopId, [{ profileId, journeyKey }]);
  return subjects.get(`${profileId} ${journeyKey}`) ?? null;
}
