import type { ShopClient } from '#app/platform/db.server.ts';
import { keptEvent } from '#app/profiles/profile-as-of.ts';
import type { History } from './history.ts';
import { historyEvents, historyOrders } from './store/history-events.server.ts';

/** What happened to some people until a moment, from the events and orders that are kept. */
export async function readHistories(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  until: number,
): Promise<History[]> {
  const events = await historyEvents(client, shopId, profileIds, until);
  const orders = await historyOrders(client, shopId, profileIds, until);
  const eventsOf = grouped(events);
  const ordersOf = grouped(orders);
  return profileIds.map((profileId) => {
    const kept = (eventsOf.get(profileId) ?? []).map(keptEvent);
    return {
      profileId,
      firstSeenAt: kept.at(-1)?.at ?? until,
      events: kept,
      keptOrders: (ordersOf.get(profileId) ?? []).map(({ at }) => at),
    };
  });
}

function grouped<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group) group.push(row);
    else groups.set(row.id, [row]);
  }
  return groups;
}
