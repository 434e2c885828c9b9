import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { toSql } from '#app/segments/compile/to-sql.ts';
import type { Prediction } from '#app/segments/facts.ts';
import type { Predicate } from '#app/segments/predicate.ts';

/** People by their ids: those after `from`, up to and with `to`. */
export type Span = { from: string; to: string };

/** For whom a predicate is evaluated, by which model, and at which moment, epoch milliseconds. */
export type SegmentScope = {
  model: ScoreModel;
  span: Span;
  /** People in the span who are left out. */
  deferred: readonly string[];
  now: number;
};

/** The people for whom a predicate holds, as a statement with its parameters; none for no predicate. */
function selectMatching(
  shopId: string,
  { model, span, deferred, now }: SegmentScope,
  predicate: Predicate | null,
): { people: string; values: unknown[] } {
  const values: unknown[] = [shopId, span.from, span.to, deferred];
  const condition = predicate && toSql(predicate, model, now, values);
  const prediction = condition?.predicted
    ? 'left join prediction p on p.shop_id = f.shop_id and p.profile_id = f.profile_id'
    : '';
  const people = `select f.profile_id from profile_fact f ${prediction}
    where f.shop_id = $1 and f.profile_id > $2 and f.profile_id <= $3 and f.profile_id <> all($4::uuid[])
      and coalesce(${condition?.sql ?? 'false'}, false)`;
  return { people, values };
}

/**
 * Brings the members of a segment up to date; nothing is written for those who stay in it or out of it.
 * @param predicate null for a segment that is gone
 * @returns who entered it
 */
export async function updateMembers(
  client: ShopClient,
  shopId: string,
  scope: SegmentScope,
  key: string,
  predicate: Predicate | null,
): Promise<{ id: string }[]> {
  const { people, values } = selectMatching(shopId, scope, predicate);
  const [segment, moment] = [`$${String(values.length + 1)}`, `$${String(values.length + 2)}`];
  values.push(key, new Date(scope.now));
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
  return rows;
}

/** A profile with all that a predicate may ask about it, and when time next changes something of it. */
export type MatchingProfile = {
  id: string;
  state: ProfileState;
  /** Epoch milliseconds. */
  due: number | null;
  memberships: string[];
  prediction: Prediction | null;
};

type MatchingRow = Omit<MatchingProfile, 'prediction'> & {
  [Field in keyof Prediction]: Prediction[Field] | null;
};

/** The profiles for which a predicate holds. */
export async function loadMatching(
  client: ShopClient,
  shopId: string,
  scope: SegmentScope,
  predicate: Predicate,
): Promise<MatchingProfile[]> {
  const { people, values } = selectMatching(shopId, scope, predicate);
  const { rows } = await client.query<MatchingRow>(
    `select profile.id, profile.state, profile.next_change_at as due,
            array(select segment_key from membership where membership.shop_id = $1
              and membership.profile_id = profile.id and left_at is null) as memberships,
            alive, again, prediction.orders, spend_minor as "spendMinor", currency, next_order_at as "nextOrderAt"
       from (${people}) as matching
       join profile on profile.shop_id = $1 and profile.id = matching.profile_id
       left join prediction on prediction.shop_id = $1 and prediction.profile_id = profile.id`,
    values,
  );
  return rows.map(({ id, state, due, memberships, ...columns }) => ({
    id,
    state,
    due,
    memberships,
    prediction: predictionOf(columns),
  }));
}

function predictionOf({
  alive,
  again,
  orders,
  ...more
}: Omit<MatchingRow, 'id' | 'state' | 'due' | 'memberships'>): Prediction | null {
  return alive === null || again === null || orders === null
    ? null
    : { alive, again, orders, ...more };
}
