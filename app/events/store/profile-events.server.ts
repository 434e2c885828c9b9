import type { ShopClient } from '#app/platform/db.server.ts';

/** A place among the events of a profile, by moment and id. */
export type EventPlace = { at: string; id: string };

/** Some events of a profile, one after another: those after `from`, up to and with `to`. */
export type ProfileEventSpan = { profileId: string; from: EventPlace; to: EventPlace };

const IN_SPAN = `shop_id = $1 and profile_id = $2 and at >= $3 and (at, id) > ($3, $4)
  and at <= $5 and (at, id) <= ($5, $6)`;

function spanValues(shopId: string, { profileId, from, to }: ProfileEventSpan): string[] {
  return [shopId, profileId, from.at, from.id, to.at, to.id];
}

/** How many events these profiles have, counted up to `most`. */
export async function countEventsOf(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  most: number,
): Promise<{ id: string; events: number }[]> {
  const { rows } = await client.query<{ id: string; events: number }>(
    `select id, (select count(*)::int from (
         select from event where shop_id = $1 and profile_id = wanted.id limit $3) as counted) as events
       from unnest($2::uuid[]) as wanted (id)`,
    [shopId, profileIds, most],
  );
  return rows;
}

/** The place of the event that is `count` events after a place; null when there are fewer. */
export async function findEventPlace(
  client: ShopClient,
  shopId: string,
  profileId: string,
  from: EventPlace,
  count: number,
): Promise<EventPlace | null> {
  const { rows } = await client.query<EventPlace>(
    `select at::text as at, id from event
      where shop_id = $1 and profile_id = $2 and at >= $3 and (at, id) > ($3, $4)
      order by at, id offset $5 limit 1`,
    [shopId, profileId, from.at, from.id, count - 1],
  );
  return rows[0] ?? null;
}

/** Gives all events of profiles to others; each remembers whose it was. */
export async function moveEvents(
  client: ShopClient,
  shopId: string,
  moves: readonly { from: string; into: string }[],
): Promise<void> {
  await client.query(
    `update event set profile_id = moved.into_id, part_id = coalesce(part_id, moved.from_id)
     from unnest($2::uuid[], $3::uuid[]) as moved (from_id, into_id)
     where event.shop_id = $1 and event.profile_id = moved.from_id`,
    [shopId, moves.map(({ from }) => from), moves.map(({ into }) => into)],
  );
}

/** As `moveEvents`, some of one profile. */
export async function moveEventSpan(
  client: ShopClient,
  shopId: string,
  span: ProfileEventSpan,
  into: string,
): Promise<void> {
  await client.query(
    `update event set profile_id = $7, part_id = coalesce(part_id, $2) where ${IN_SPAN}`,
    [...spanValues(shopId, span), into],
  );
}

/** Gives those events that belong to some parts to another profile, whose own part is among them. */
export async function splitEventSpan(
  client: ShopClient,
  shopId: string,
  span: ProfileEventSpan,
  into: string,
  parts: readonly string[],
): Promise<void> {
  await client.query(
    `update event set profile_id = $7, part_id = nullif(part_id, $7)
      where ${IN_SPAN} and part_id = any($8)`,
    [...spanValues(shopId, span), into, parts],
  );
}

/** Forgets which part of their profile events belong to, and what they added to it. */
export async function forgetEventParts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  await client.query(
    `update event set part_id = null, delta = null
      where shop_id = $1 and profile_id = any($2) and (part_id is not null or delta is not null)`,
    [shopId, profileIds],
  );
}

/** As `forgetEventParts`, some of one profile. */
export async function forgetEventPartsInSpan(
  client: ShopClient,
  shopId: string,
  span: ProfileEventSpan,
): Promise<void> {
  await client.query(
    `update event set part_id = null, delta = null
      where ${IN_SPAN} and (part_id is not null or delta is not null)`,
    spanValues(shopId, span),
  );
}

/** Takes a cart or checkout, where it is the newest of its kind, off what events added to their profile. */
export async function removeCartFromDeltas(
  client: ShopClient,
  shopId: string,
  span: ProfileEventSpan,
  { kind, token }: { kind: 'cart' | 'checkout'; token: string },
): Promise<void> {
  await client.query(
    `update event set delta = (select json_object_agg(key, value) from json_each(delta) where key <> $7)
      where ${IN_SPAN} and delta -> $7::text ->> 'token' = $8`,
    [...spanValues(shopId, span), kind, token],
  );
}
