import type { ShopClient } from '#app/db.server.ts';
import { savedProfile, type ProfileState } from '#app/profiles/profile.ts';
import { explainScore, type Explanation } from '#app/scoring/explain.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { scoreProfile, type Score } from '#app/scoring/score.ts';
import type { StageKey } from '#app/segments/lifecycle.ts';
import { personFacts, personName, type PersonFact } from './person-facts.ts';
import { mailDecisions, personOrders, personRuns } from './person-history.server.ts';
import type { MailDecision, PersonOrder, PersonRun } from './person-history.server.ts';

export type Consent = {
  id: string;
  channel: 'email' | 'sms';
  state: string;
  source: string;
  wording: string | null;
  at: number;
};

export type PersonPage = {
  name: string;
  /** The score of now, whatever moment is explained. */
  current: Pick<Score, 'grade' | 'score' | 'band'>;
  firstSeenAt: number;
  lastSeenAt: number;
  orders: number;
  spentMinor: number;
  facts: PersonFact[];
  explanation: Explanation;
  stage: StageKey;
  /** When the person came into the stage; null when that was not noted. */
  stageSince: number | null;
  runs: PersonRun[];
  /** What the person agreed to or refused, newest first. */
  consents: Consent[];
  identities: { kind: string; value: string }[];
  mailDecisions: MailDecision[];
  recentOrders: PersonOrder[];
};

type Row = {
  state: ProfileState;
  name: string | null;
  email: string | null;
  stage: StageKey;
  firstSeenAt: number;
  lastSeenAt: number;
  orders: number;
  spentMinor: number;
  stageSince: number | null;
};

/**
 * Everything about one person except the timeline.
 * @param now epoch milliseconds
 * @param at the moment to explain the score of
 * @returns null when the shop has no such person
 */
export async function loadPersonPage(
  client: ShopClient,
  shopId: string,
  profileId: string,
  model: ScoreModel,
  now: number,
  at: number,
): Promise<PersonPage | null> {
  const { rows } = await client.query<Row>(
    `select state, name, email, stage, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt",
            orders, spent_minor as "spentMinor",
            (select entered_at from membership
              where shop_id = $1 and profile_id = $2 and segment_key = stage and left_at is null) as "stageSince"
       from profile where shop_id = $1 and id = $2`,
    [shopId, profileId],
  );
  const [row] = rows;
  if (!row) return null;
  const { state: saved, name, email, ...known } = row;
  const state = savedProfile(saved);
  const { grade, score, band } = scoreProfile(model, state, now);
  return {
    ...known,
    name: personName({ name, email }),
    current: { grade, score, band },
    facts: personFacts(state),
    explanation: explainScore(model, state, at),
    runs: await personRuns(client, shopId, profileId),
    consents: await consentsOf(client, shopId, profileId),
    identities: await identitiesOf(client, shopId, profileId),
    mailDecisions: await mailDecisions(client, shopId, profileId),
    recentOrders: await personOrders(client, shopId, profileId),
  };
}

async function consentsOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Consent[]> {
  const { rows } = await client.query<Consent>(
    `select id, channel, state, source, wording, at from consent
      where shop_id = $1 and profile_id = $2 order by at desc, id limit 10`,
    [shopId, profileId],
  );
  return rows;
}

async function identitiesOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonPage['identities']> {
  const { rows } = await client.query<{ kind: string; value: string }>(
    `select kind, value from identity where shop_id = $1 and profile_id = $2
      order by array_position(array['customer', 'email', 'phone', 'order', 'visitor', 'cart', 'checkout'], kind), value
      limit 40`,
    [shopId, profileId],
  );
  return rows;
}
