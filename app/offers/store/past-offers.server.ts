import type { OfferMonth } from '#app/offers/offer-lookup.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * An offer that a person really got: when, epoch milliseconds, which version (`ten-off@3`), and in which run; null in none.
 * `usedAt` is when the person used its code; null when they did not, or another person did.
 */
export type PastOfferRow = {
  profileId: string;
  at: number;
  version: string;
  usedAt: number | null;
  runId: string | null;
};

/** The offers that people really got until a moment, epoch milliseconds, of each the newest `limit`. */
export async function pastOffersOfPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  until: number,
  limit: number,
): Promise<PastOfferRow[]> {
  const { rows } = await client.query<PastOfferRow>(
    `select person.id as "profileId", found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select issued_at as at, offer_key || '@' || offer_version as version, run_id as "runId",
               case when state = 'used' and not used_by_other then used_at end as "usedAt"
          from offer_code
         where shop_id = $1 and profile_id = person.id and issued_at <= $3
         order by issued_at desc limit $4) as found`,
    [shopId, profileIds, new Date(until), limit],
  );
  return rows;
}

/** A code of another person that a person used: when, epoch milliseconds, and of which version of an offer. */
export type PastUseRow = { profileId: string; at: number; version: string };

/** The codes of others that people used until a moment, epoch milliseconds, of each person `limit` at most. */
export async function pastUsesOfPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  until: number,
  limit: number,
): Promise<PastUseRow[]> {
  const { rows } = await client.query<PastUseRow>(
    `select person.id as "profileId", found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select used_at as at, offer_key || '@' || offer_version as version
          from code_use join offer_code on offer_code.shop_id = $1 and offer_code.code = code_use.code
         where code_use.shop_id = $1 and code_use.profile_id = person.id and used_at <= $3
         order by used_at desc limit $4) as found`,
    [shopId, profileIds, new Date(until), limit],
  );
  return rows;
}

/** Since when each of some people is approved for wholesale, epoch milliseconds; who is not is left out. */
export async function approvedSince(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; at: number }>(
    `select profile_id as id, min(coalesce(decided_at, submitted_at)) as at from application
      where shop_id = $1 and profile_id = any($2) and state in ('approving', 'approved')
      group by profile_id`,
    [shopId, profileIds],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** What some offers came to between two moments, epoch milliseconds, by their keys: codes that were given, cost of those used. */
export async function sumPastOffers(
  client: ShopClient,
  shopId: string,
  offers: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<Map<string, OfferMonth>> {
  const { rows } = await client.query<OfferMonth & { offer: string }>(
    `select offer_key as offer, count(*) filter (where issued_at >= $3 and issued_at < $4) as issued,
            coalesce(sum(cost_minor) filter (where used_at >= $3 and used_at < $4), 0)::bigint as "costMinor"
       from offer_code where shop_id = $1 and offer_key = any($2) and issued_at < $4
      group by offer_key`,
    [shopId, offers, new Date(from), new Date(until)],
  );
  return new Map(rows.map(({ offer, issued, costMinor }) => [offer, { issued, costMinor }]));
}
