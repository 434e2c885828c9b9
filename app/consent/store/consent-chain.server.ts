import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import { NO_CHAIN, type ProvenConsent } from '../chain.server.ts';
import type { ChainEnd } from '../chain.ts';
import { PROVEN } from '../consent-columns.ts';

/** Where the shop's chain should end, as it was recorded beside its entries. */
export async function recordedEnd(client: ShopClient, shopId: string): Promise<ChainEnd> {
  const { rows } = await client.query<{ length: number; head: string }>(
    'select length, head from consent_chain where shop_id = $1',
    [shopId],
  );
  return rows[0] ?? NO_CHAIN;
}

/**
 * Entries of the chain in its order.
 * @param after the place that they follow
 * @param until the last place that is read
 */
export async function listProven(
  client: ShopClient,
  shopId: string,
  after: number,
  until: number,
  limit: number,
): Promise<ProvenConsent[]> {
  const { rows } = await client.query<ProvenConsent>(
    `select ${PROVEN} from consent where shop_id = $1 and seq > $2 and seq <= $3 order by seq limit $4`,
    [shopId, after, until, limit],
  );
  return rows;
}

/** Where the chain ends, and which of some entries are in it. */
export async function endOfChain(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<ChainEnd & { known: string[] }> {
  const { rows } = await client.query<{ length: number; head: string; known: string[] }>(
    `select length, head,
            array(select id::text from consent where shop_id = $1 and id = any($2)) as known
       from consent_chain where shop_id = $1`,
    [shopId, ids],
  );
  return rows[0] ?? { ...NO_CHAIN, known: [] };
}

const APPEND = `with added as (
  insert into consent (shop_id, id, profile_id, channel, state, at, recorded_at, subject, source, wording, page,
    seq, salt, digest, previous, hash)
  select $1, id, profile_id, channel, state, at, recorded_at, subject, source, wording, page,
    seq, salt, digest, previous, hash
  from json_to_recordset($2) as row (id uuid, profile_id uuid, channel text, state text, at timestamptz,
    recorded_at timestamptz, subject text, source text, wording text, page text, seq bigint, salt uuid,
    digest text, previous text, hash text))
  insert into consent_chain (shop_id, length, head) values ($1, $3, $4)
  on conflict (shop_id) do update set length = excluded.length, head = excluded.head`;

/**
 * Appends entries, each once, to the chain; `end` is where it ends with them. The caller has claimed the shop.
 */
export async function appendConsent(
  client: ShopClient,
  shopId: string,
  entries: readonly StatementRow<typeof APPEND>[],
  end: ChainEnd,
): Promise<void> {
  await writeRows(client, shopId, APPEND, entries, end.length, end.head);
}
