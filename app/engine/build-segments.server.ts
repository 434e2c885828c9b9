import type { ShopClient } from '#app/db.server.ts';
import { savedProfile, type ProfileState } from '#app/profiles/profile.ts';
import { segmentFacts, type Prediction } from '#app/segments/facts.ts';
import { STAGES } from '#app/segments/lifecycle.ts';
import { mayChange } from '#app/segments/may-change.ts';
import { nextFlip } from '#app/segments/next-flip.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { wholeQuestions } from '#app/segments/question-digests.ts';
import { toSql } from '#app/segments/to-sql.ts';
import type { Policy } from './policy.ts';

/** People by their ids: those after `from`, up to and with `to`. */
export type Span = { from: string; to: string };

/**
 * Brings the members of segments up to date whose questions changed, for some of the people, and notes when time
 * will next change an answer. The database asks the questions; only people whose answer time may change are
 * read. Nothing is written for the others.
 * @returns people on whom nothing was decided, because a run of theirs may end by it
 */
export async function buildSegments(
  client: ShopClient,
  shopId: string,
  policy: Policy,
  keys: ReadonlySet<string>,
  span: Span,
  now: number,
): Promise<string[]> {
  // To compile a statement takes longer than to ask a few thousand people.
  await client.query('set local jit = off');
  const held = await onTheWay(client, shopId, policy, keys, span);
  const questions = wholeQuestions(policy);
  for (const key of keys) {
    const question = questions.get(key) ?? null;
    await move(client, shopId, { key, question, policy, span, now, held });
    if (question) await noteFlips(client, shopId, { key, question, policy, span, now, held });
  }
  return held;
}

type Work = {
  key: string;
  question: Predicate | null;
  policy: Policy;
  span: Span;
  now: number;
  held: readonly string[];
};

/** People with a run of a journey that a move in one of these segments ends. */
async function onTheWay(
  client: ShopClient,
  shopId: string,
  { journeys, earlierJourneys = [] }: Policy,
  keys: ReadonlySet<string>,
  { from, to }: Span,
): Promise<string[]> {
  const ending = [...journeys, ...earlierJourneys].filter(({ endsWhen = [] }) =>
    endsWhen.some(({ segment }) => keys.has(segment)),
  );
  if (ending.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `select distinct profile_id as id from journey_run
      where shop_id = $1 and state = 'active' and profile_id > $4 and profile_id <= $5
        and (journey_key, journey_version) in (select * from unnest($2::text[], $3::int[]))`,
    [shopId, ending.map(({ key }) => key), ending.map(({ version }) => version), from, to],
  );
  return rows.map(({ id }) => id);
}

/** Those for whom a condition holds, as a statement with its parameters. */
function asked(
  shopId: string,
  { policy, span, now, held }: Work,
  question: Predicate | null,
): { people: string; values: unknown[] } {
  const values: unknown[] = [shopId, span.from, span.to, held];
  const condition = question && toSql(question, policy.model, now, values);
  const prediction = condition?.predicted
    ? 'left join prediction p on p.shop_id = f.shop_id and p.profile_id = f.profile_id'
    : '';
  const people = `select f.profile_id from profile_fact f ${prediction}
    where f.shop_id = $1 and f.profile_id > $2 and f.profile_id <= $3 and f.profile_id <> all($4::uuid[])
      and coalesce(${condition?.sql ?? 'false'}, false)`;
  return { people, values };
}

async function move(client: ShopClient, shopId: string, work: Work): Promise<void> {
  const { key, now } = work;
  const { people, values } = asked(shopId, work, work.question);
  const [segment, moment] = [`$${String(values.length + 1)}`, `$${String(values.length + 2)}`];
  values.push(key, new Date(now));
  const { rows } = await client.query<{ id: string }>(
    `with member as materialized (${people}),
       known as materialized (select profile_id from membership
         where shop_id = $1 and segment_key = ${segment} and left_at is null
           and profile_id > $2 and profile_id <= $3 and profile_id <> all($4::uuid[])),
       gone as (update membership set left_at = greatest(${moment}, entered_at) from known
         where membership.shop_id = $1 and membership.segment_key = ${segment}
           and membership.profile_id = known.profile_id and left_at is null
           and not exists (select from member where member.profile_id = known.profile_id))
     insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, ${segment}, profile_id, ${moment} from member
      where not exists (select from known where known.profile_id = member.profile_id)
     on conflict (shop_id, segment_key, profile_id, entered_at) do update set left_at = null
     returning profile_id as id`,
    values,
  );
  if (rows.length === 0 || !STAGES.some((stage) => stage.key === key)) return;
  await client.query('update profile set stage = $2 where shop_id = $1 and id = any($3)', [
    shopId,
    key,
    rows.map(({ id }) => id),
  ]);
}

/** Notes for whom time alone will change the answer sooner than anything known so far. */
async function noteFlips(
  client: ShopClient,
  shopId: string,
  work: Work & { question: Predicate },
): Promise<void> {
  const changing = mayChange(work.question);
  if (changing === null) return;
  const { people, values } = asked(shopId, work, changing);
  const { rows } = await client.query<
    Prediction & {
      id: string;
      state: ProfileState;
      due: number | null;
      memberships: string[];
      isPredicted: boolean;
    }
  >(
    `select profile.id, profile.state, profile.next_change_at as due, prediction.shop_id is not null as "isPredicted",
            array(select segment_key from membership where membership.shop_id = $1
              and membership.profile_id = profile.id and left_at is null) as memberships,
            alive, prediction.orders, spend_minor as "spendMinor", currency, next_order_at as "nextOrderAt"
       from (${people}) as asked
       join profile on profile.shop_id = $1 and profile.id = asked.profile_id
       left join prediction on prediction.shop_id = $1 and prediction.profile_id = profile.id`,
    values,
  );
  const sooner = rows.flatMap(({ id, state, due, memberships, isPredicted, ...prediction }) => {
    const facts = segmentFacts(
      work.policy.model,
      savedProfile(state),
      isPredicted ? prediction : null,
      new Set(memberships),
    );
    const flip = nextFlip(work.question, facts, work.now);
    return flip !== null && (due === null || flip < due) ? [{ id, at: new Date(flip) }] : [];
  });
  if (sooner.length === 0) return;
  await client.query(
    `update profile set next_change_at = flip.at from unnest($2::uuid[], $3::timestamptz[]) as flip (id, at)
      where profile.shop_id = $1 and profile.id = flip.id`,
    [shopId, sooner.map(({ id }) => id), sooner.map(({ at }) => at)],
  );
}
