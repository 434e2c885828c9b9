import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** Notes codes that Shopify has created, by their ids there. One that was revoked or expired meanwhile stays so. */
export async function markCodesCreated(
  client: ShopClient,
  shopId: string,
  created: readonly { code: string; shopifyId: string }[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `update offer_code set shopify_id = row.id, state = case when state = 'reserved' then 'created' else state end
       from json_to_recordset($2) as row (code text, id text)
      where shop_id = $1 and offer_code.code = row.code`,
    created.map(({ code, shopifyId }) => ({ code, id: shopifyId })),
  );
}

/** Notes codes that a message showed. */
export async function markCodesSent(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
): Promise<void> {
  await client.query(
    `update offer_code set state = 'sent' where shop_id = $1 and code = any($2) and state = 'created'`,
    [shopId, codes],
  );
}

/** Notes codes whose time is over before Shopify had them; used and revoked ones stay so. */
export async function markCodesExpired(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
): Promise<void> {
  await client.query(
    `update offer_code set state = 'expired'
      where shop_id = $1 and code = any($2) and state in ('reserved', 'created', 'sent')`,
    [shopId, codes],
  );
}

/** A code that is to be deleted in Shopify. */
export type EndedCode = { code: string; effectKey: string };

/** Takes back codes that turned out to be those of another discount. */
export async function revokeTakenCodes(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
): Promise<void> {
  await client.query(
    `update offer_code set state = 'revoked', reason = 'taken'
      where shop_id = $1 and code = any($2) and state = 'reserved'`,
    [shopId, codes],
  );
}

/** Takes back the codes of runs that were not used. @returns those that Shopify may know */
export async function revokeCodesOfRuns(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
  reason: string,
): Promise<EndedCode[]> {
  const { rows } = await client.query<EndedCode & { isDiscount: boolean }>(
    `update offer_code set state = 'revoked', reason = $3
      where shop_id = $1 and run_id = any($2) and state in ('reserved', 'created', 'sent')
      returning code, effect_key as "effectKey", is_discount as "isDiscount"`,
    [shopId, runIds, reason],
  );
  return rows.filter(({ isDiscount }) => isDiscount);
}

/** An order with a code; `at` in epoch milliseconds, `costMinor` in smallest units of the shop's currency, null where unknown. */
export type CodeUse = { code: string; profileId: string; at: number; costMinor: number | null };

/**
 * Notes codes that orders were placed with, each once, and counts them.
 * @param month of the shop's calendar, its first day
 * @returns those that another person used than got them
 */
export async function markCodesUsed(
  client: ShopClient,
  shopId: string,
  uses: readonly CodeUse[],
  month: string,
): Promise<EndedCode[]> {
  const { rows } = await client.query<EndedCode>(
    `with used as (
       update offer_code set state = 'used', used_at = one.at, cost_minor = one.cost,
              used_by_other = profile_id <> one.profile
         from unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::bigint[]) as one (used_code, profile, at, cost)
        where shop_id = $1 and code = one.used_code and state <> 'used'
        returning code, effect_key, offer_key, used_by_other, cost_minor, one.profile as used_by),
     noted as (
       insert into code_use (shop_id, code, profile_id, origin_id)
       select $1, code, used_by, used_by from used
        where used_by_other and exists (select from profile where shop_id = $1 and id = used_by)
       on conflict do nothing),
     counted as (
       insert into offer_month (shop_id, offer_key, month, used, used_by_others, cost_minor, cost_unknown)
       select $1, offer_key, $6::date, count(*), count(*) filter (where used_by_other),
              coalesce(sum(cost_minor), 0), count(*) filter (where cost_minor is null)
         from used group by offer_key
       on conflict (shop_id, month, offer_key) do update set used = offer_month.used + excluded.used,
         used_by_others = offer_month.used_by_others + excluded.used_by_others,
         cost_minor = offer_month.cost_minor + excluded.cost_minor,
         cost_unknown = offer_month.cost_unknown + excluded.cost_unknown)
     select code, effect_key as "effectKey" from used where used_by_other`,
    [
      shopId,
      uses.map(({ code }) => code),
      uses.map(({ profileId }) => profileId),
      uses.map(({ at }) => new Date(at)),
      uses.map(({ costMinor }) => costMinor),
      month,
    ],
  );
  return rows;
}
