import type { ShopClient } from '#app/platform/db.server.ts';
import {
  countEventsOf,
  findEventPlace,
  type EventPlace,
  type ProfileEventSpan,
} from '#app/events/store/profile-events.server.ts';

/** Events changed by one statement, a fraction of a second. */
const EVENTS_AT_ONCE = 10_000;

const FIRST: EventPlace = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
const LAST: EventPlace = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/**
 * Changes the events of a profile, in the order of their times, some in each statement: a browser may have gathered
 * more than one statement can change in its time. The index leads past those that are done.
 * @param change changes the events of one span
 */
export async function changeEvents(
  client: ShopClient,
  shopId: string,
  profileId: string,
  change: (span: ProfileEventSpan) => Promise<void>,
  atOnce = EVENTS_AT_ONCE,
): Promise<void> {
  let from = FIRST;
  for (;;) {
    const to = await findEventPlace(client, shopId, profileId, from, atOnce);
    await change({ profileId, from, to: to ?? LAST });
    if (to === null) return;
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
  const counted = await countEventsOf(client, shopId, profileIds, atOnce);
  const groups: { ids: string[]; events: number }[] = [];
  const large: string[] = [];
  for (const { id, events } of counted) {
    const last = groups.at(-1);
    if (events >= atOnce) large.push(id);
    else if (last && last.events + events <= atOnce) {
      last.ids.push(id);
      last.events += events;
    } else groups.push({ ids: [id], events });
  }
  return { together: groups.map(({ ids }) => ids), large };
}
