import type { ShopClient } from '#app/platform/db.server.ts';

/** Events changed by one statement, a fraction of a second. */
const EVENTS_AT_ONCE = 10_000;

/** A change of events: `set` and `where` are SQL with `values` from $3 on. */
export type EventChange = { set: string; where?: string; values: readonly unknown[] };

/**
 * Changes the events of a profile, in the order of their times, some in each statement: a browser may have gathered
 * more than one statement can change in its time. The index leads past those that are done.
 */
export async function changeEvents(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { set, where = 'true', values }: EventChange,
  atOnce = EVENTS_AT_ONCE,
): Promise<void> {
  let from = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
  const place = (n: number) => `$${String(values.length + n)}`;
  for (;;) {
    const { rows } = await client.query<{ at: string; id: string }>(
      `select at::text as at, id from event
        where shop_id = $1 and profile_id = $2 and at >= $3 and (at, id) > ($3, $4)
        order by at, id offset $5 limit 1`,
      [shopId, profileId, from.at, from.id, atOnce - 1],
    );
    const to = rows[0] ?? { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
    await client.query(
      `update event set ${set}
        where shop_id = $1 and profile_id = $2 and ${where}
          and at >= ${place(3)} and (at, id) > (${place(3)}, ${place(4)})
          and at <= ${place(5)} and (at, id) <= (${place(5)}, ${place(6)})`,
      [shopId, profileId, ...values, from.at, from.id, to.at, to.id],
    );
    if (rows.length === 0) return;
    from = to;
  }
}

/**
 * Sorts profiles by how many events they have: those of whom one statement can change all, together, and those of
 * whom each needs several.
 */
export async function groupByEvents(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  atOnce = EVENTS_AT_ONCE,
): Promise<{ together: string[][]; large: string[] }> {
  const { rows } = await client.query<{ id: string; events: number }>(
    `select id, (select count(*)::int from (
         select from event where shop_id = $1 and profile_id = wanted.id limit $3) as counted) as events
       from unnest($2::uuid[]) as wanted (id)`,
    [shopId, profileIds, atOnce],
  );
  const groups: { ids: string[]; events: number }[] = [];
  const large: string[] = [];
  for (const { id, events } of rows) {
    const last = groups.at(-1);
    if (events >= atOnce) large.push(id);
    else if (last && last.events + events <= atOnce) {
      last.ids.push(id);
      last.events += events;
    } else groups.push({ ids: [id], events });
  }
  return { together: groups.map(({ ids }) => ids), large };
}
