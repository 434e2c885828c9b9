import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { HoldoutSides } from '#app/journeys/page/holdout-lift.ts';

/** Orders count so long after a person came to a holdout. */
const LIFT_MS = 14 * DAY;
/** Of more decisions only the newest are compared: the bounds are narrow enough by then. */
const MOST_COMPARED = 100_000;

/**
 * Who came to each holdout of a journey: held out or not, as was decided first, and how many of them ordered within
 * `LIFT_MS` after that. Cancelled orders do not count, nor does the order that a run is about: it was there before.
 * @param since epoch milliseconds; people who came before are left out
 * @returns by the id of the step
 */
export async function holdoutSides(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  since: number,
): Promise<Map<string, HoldoutSides>> {
  const { rows } = await client.query<{
    stepId: string;
    isHeldOut: boolean;
    people: number;
    ordered: number;
  }>(
    `with decided as (
       select reason as step_id, profile_id, run_id, outcome, at from decision
        where shop_id = $1 and journey_key = $2 and at >= $3 and outcome in ('held_out', 'not_held_out')
        order by at desc limit $4),
     once as (
       select distinct on (step_id, profile_id) step_id, profile_id, run_id, outcome, at from decided
        order by step_id, profile_id, at)
     select step_id as "stepId", outcome = 'held_out' as "isHeldOut", count(*) as people,
            count(*) filter (where exists (
              select from purchase
               where shop_id = $1 and profile_id = once.profile_id and placed_at > once.at
                 and placed_at < once.at + make_interval(secs => $5) and cancelled_at is null
                 and order_id is distinct from about.order_id)) as ordered
       from once left join lateral (
         select context ->> 'orderId' as order_id from journey_run
          where shop_id = $1 and id = once.run_id limit 1) as about on true
      group by 1, 2`,
    [shopId, journeyKey, new Date(since), MOST_COMPARED, LIFT_MS / 1_000],
  );
  const sides = new Map<string, HoldoutSides>();
  for (const { stepId, isHeldOut, people, ordered } of rows) {
    const known = sides.get(stepId) ?? { treated: NO_SIDE, heldOut: NO_SIDE };
    sides.set(stepId, { ...known, [isHeldOut ? 'heldOut' : 'treated']: { people, ordered } });
  }
  return sides;
}

const NO_SIDE = { people: 0, ordered: 0 };
