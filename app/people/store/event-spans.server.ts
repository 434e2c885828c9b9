import type { ShopClient } from '#app/platform/db.server.ts';
import type { BuyingSpans, EventSpan } from '#app/people/page/buying-facts.ts';

/** How often each kind of event happened to a person, with the first and the last; of the events kept. */
export async function eventSpans(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Map<string, EventSpan>> {
  const { rows } = await client.query<EventSpan & { kind: string }>(
    `select kind, count(*) as count, min(at) as "from", max(at) as "to"
       from event where shop_id = $1 and profile_id = $2 group by kind`,
    [shopId, profileId],
  );
  return new Map(rows.map(({ kind, ...span }) => [kind, span]));
}

/** The orders that a person's sums are made of. */
export async function orderSpans(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Pick<BuyingSpans, 'orders' | 'kept'>> {
  const { rows } = await client.query<EventSpan & { isKept: boolean }>(
    `select cancelled_at is null as "isKept", count(*) as count,
            min(placed_at) as "from", max(placed_at) as "to"
       from purchase where shop_id = $1 and profile_id = $2 and placed_at is not null group by 1`,
    [shopId, profileId],
  );
  const kept = rows.find(({ isKept }) => isKept) ?? null;
  const gone = rows.find(({ isKept }) => !isKept) ?? null;
  return { kept, orders: kept && gone ? mergeSpans(kept, gone) : (kept ?? gone) };
}

function mergeSpans(a: EventSpan, b: EventSpan): EventSpan {
  return { count: a.count + b.count, from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}
