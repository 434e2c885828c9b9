import type { ShopClient } from '#app/platform/db.server.ts';

/** Messages of one journey and template that wait for one day. */
export type PlannedEffectsRow = {
  /** The number of the day, from 1. */
  day: number;
  kind: 'email' | 'banner';
  journeyKey: string | null;
  template: string | null;
  count: number;
};

/** No more messages of a period are counted. */
export const MOST_EFFECTS_COUNTED = 100_000;
const MOST_GROUPS = 1_000;

/**
 * How many messages wait in the outbox for each of some days, by journey and template; of the first 100,000.
 * @param starts when each day begins, and when the last ends; epoch milliseconds
 * @param isFromNow whether what is due already counts for the first day
 */
export async function countPlannedEffects(
  client: ShopClient,
  shopId: string,
  starts: readonly number[],
  isFromNow: boolean,
): Promise<PlannedEffectsRow[]> {
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  const { rows } = await client.query<PlannedEffectsRow>(
    `select width_bucket(greatest(due_at, $2), $4::timestamptz[]) as day, kind,
            payload ->> 'journeyKey' as "journeyKey", payload ->> 'template' as template, count(*) as count
       from (select due_at, kind, payload from effect
              where shop_id = $1 and kind in ('email', 'banner') and state = 'ready'
                and due_at >= $5 and due_at < $3
              order by due_at limit ${String(MOST_EFFECTS_COUNTED)}) as waiting
      group by 1, 2, 3, 4 order by 1, count(*) desc limit ${String(MOST_GROUPS)}`,
    [
      shopId,
      new Date(first),
      new Date(last),
      starts.map((start) => new Date(start)),
      new Date(isFromNow ? 0 : first),
    ],
  );
  return rows;
}
