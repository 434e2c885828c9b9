import type { ShopClient } from '#app/platform/db.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { segmentFacts, type Prediction } from '#app/segments/facts.ts';
import { STAGES } from '#app/segments/ready/lifecycle.ts';
import { mayChange } from '#app/segments/may-change.ts';
import { nextChangeAt } from '#app/segments/next-change.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { wholePredicates } from '#app/segments/predicate-digests.ts';
import { toSql } from '#app/segments/compile/to-sql.ts';
import type { Policy } from '#app/engine/decide/policy.ts';

/** People by their ids: those after `from`, up to and with `to`. */
export type Span = { from: string; to: string };

/**
 * Brings the members of segments up to date whose predicates changed, for some of the people, and notes when time
 * will next change a result. The database evaluates the predicates; only people whose result time may change are
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
  // To compile a statement takes longer than to evaluate it for a few thousand people.
  await client.query('set local jit = off');
  const deferred = await peopleInJourneys(client, shopId, policy, keys, span);
  const predicates = wholePredicates(policy);
  for (const key of keys) {
    const predicate = predicates.get(key) ?? null;
    await updateMembers(client, shopId, { key, predicate, policy, span, now, deferred });
    if (predicate)
      await noteNextChanges(client, shopId, { key, predicate, policy, span, now, deferred });
  }
  return deferred;
}

type SegmentWork = {
  key: string;
  predicate: Predicate | null;
  policy: Policy;
  span: Span;
  now: number;
  deferred: readonly string[];
};

/** People with a run of a journey that a change in one of these segments ends. */
async function peopleInJourneys(
  client: ShopClient,
  shopId: string,
  { journeys, earlierJourneys = [] }: Policy,
  keys: ReadonlySet<string>,
  { from, to }: Span,
): Promise<string[]> {
  const exiting = [...journeys, ...earlierJourneys].filter(({ exitConditions = [] }) =>
    exitConditions.some(({ segment }) => keys.has(segment)),
  );
  if (exiting.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `select distinct profile_id as id from journey_run
      where shop_id = $1 and state = 'active' and profile_id > $4 and profile_id <= $5
        and (journey_key, journey_version) in (select * from unnest($2::text[], $3::int[]))`,
    [shopId, exiting.map(({ key }) => key), exiting.map(({ version }) => version), from, to],
  );
  return rows.map(({ id }) => id);
}

/** The people for whom a predicate holds, as a statement with its parameters. */
function selectMatching(
  shopId: string,
  { policy, span, now, deferred }: SegmentWork,
  predicate: Predicate | null,
): { people: string; values: unknown[] } {
  const values: unknown[] = [shopId, span.from, span.to, deferred];
  const condition = predicate && toSql(predicate, policy.model, now, values);
  const prediction = condition?.predicted
    ? 'left join prediction p on p.shop_id = f.shop_id and p.profile_id = f.profile_id'
    : '';
  const people = `select f.profile_id from profile_fact f ${prediction}
    where f.shop_id = $1 and f.profile_id > $2 and f.profile_id <= $3 and f.profile_id <> all($4::uuid[])
      and coalesce(${condition?.sql ?? 'false'}, false)`;
  return { people, values };
}

async function updateMembers(client: ShopClient, shopId: string, work: SegmentWork): Promise<void> {
  const { key, now } = work;
  const { people, values } = selectMatching(shopId, work, work.predicate);
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

/** Notes for which people time alone will change the result sooner than anything known so far. */
async function noteNextChanges(
  client: ShopClient,
  shopId: string,
  work: SegmentWork & { predicate: Predicate },
): Promise<void> {
  const timed = mayChange(work.predicate);
  if (timed === null) return;
  const { people, values } = selectMatching(shopId, work, timed);
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
       from (${people}) as matching
       join profile on profile.shop_id = $1 and profile.id = matching.profile_id
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
    const changesAt = nextChangeAt(work.predicate, facts, work.now);
    return changesAt !== null && (due === null || changesAt < due)
      ? [{ id, at: new Date(changesAt) }]
      : [];
  });
  if (sooner.length === 0) return;
  await client.query(
    `update profile set next_change_at = change.at from unnest($2::uuid[], $3::timestamptz[]) as change (id, at)
      where profile.shop_id = $1 and profile.id = change.id`,
    [shopId, sooner.map(({ id }) => id), sooner.map(({ at }) => at)],
  );
}
