import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsParameter, type StatementRow } from '#app/platform/write-rows.server.ts';

const RESERVE = `
  with inserted as (
    insert into offer_code (shop_id, code, offer_key, offer_version, profile_id, run_id, effect_key, is_discount,
      state, issued_at, expires_at)
    select $1, code, offer, version, profile_id, run_id, effect_key, is_discount,
           case when is_discount then 'reserved' else 'created' end, issued_at, expires_at
      from json_to_recordset($2) as row (code text, offer text, version int, profile_id uuid, run_id uuid,
        effect_key text, is_discount boolean, issued_at timestamptz, expires_at timestamptz)
    on conflict do nothing
    returning offer_key)
  insert into offer_month (shop_id, offer_key, month, issued)
  select $1, offer_key, $3::date, count(*) from inserted group by offer_key
  on conflict (shop_id, month, offer_key) do update set issued = offer_month.issued + excluded.issued`;

export type ReservedCodeRow = StatementRow<typeof RESERVE>;

/**
 * Writes codes that were reserved, and counts them. One that is taken, or whose effect has a code already, is left out.
 * @param month of the shop's calendar, its first day: `2026-11-01`
 */
export async function insertReservedCodes(
  client: ShopClient,
  shopId: string,
  codes: readonly ReservedCodeRow[],
  month: string,
): Promise<void> {
  await client.query(RESERVE, [shopId, rowsParameter(RESERVE, codes), month]);
}

/** A code as far as Shopify goes. Moments are epoch milliseconds. */
export type OfferCodeRow = {
  code: string;
  effectKey: string;
  offer: string;
  version: number;
  runId: string | null;
  isDiscount: boolean;
  state: 'reserved' | 'created' | 'sent' | 'used' | 'revoked' | 'expired';
  usedByOther: boolean;
  shopifyId: string | null;
  /** When Shopify had deleted it; null while it has it, or never did. */
  removedAt: number | null;
  expiresAt: number;
};

const COLUMNS = `code, effect_key as "effectKey", offer_key as offer, offer_version as version, run_id as "runId",
  is_discount as "isDiscount", state, used_by_other as "usedByOther", shopify_id as "shopifyId",
  removed_at as "removedAt", expires_at as "expiresAt"`;

/** The codes that some effects asked for. */
export async function codesOfEffects(
  client: ShopClient,
  shopId: string,
  effectKeys: readonly string[],
): Promise<OfferCodeRow[]> {
  const { rows } = await client.query<OfferCodeRow>(
    `select ${COLUMNS} from offer_code where shop_id = $1 and effect_key = any($2)`,
    [shopId, effectKeys],
  );
  return rows;
}

/** Codes by themselves; those that are gone are left out. */
export async function codesByText(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
): Promise<OfferCodeRow[]> {
  const { rows } = await client.query<OfferCodeRow>(
    `select ${COLUMNS} from offer_code where shop_id = $1 and code = any($2)`,
    [shopId, codes],
  );
  return rows;
}
