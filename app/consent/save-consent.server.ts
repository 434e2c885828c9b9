import { randomUUID } from 'node:crypto';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { NO_CHAIN, proofOf, type ConsentEntry } from './chain.server.ts';
import type { ChainEnd } from './chain.ts';

/** A consent and the profile that it belongs to. */
export type NewConsent = Omit<ConsentEntry, 'recordedAt'> & { profileId: string };

/**
 * Adds what people agreed to or refused to the end of the shop's chain. What is there already is left as it is.
 * The caller has claimed the shop: two transactions at once would both append to the same entry.
 * @param now epoch milliseconds
 */
export async function saveConsent(
  client: ShopClient,
  shopId: string,
  received: readonly NewConsent[],
  now: number,
): Promise<void> {
  if (received.length === 0) return;
  const { known, ...chain } = await endOfChain(client, shopId, received);
  let end: ChainEnd = chain;
  const rows = [];
  for (const consent of received) {
    if (known.has(consent.id)) continue;
    known.add(consent.id);
    const { profileId, ...entry } = { ...consent, recordedAt: now };
    const proof = proofOf(shopId, end, entry, randomUUID());
    end = { length: proof.seq, head: proof.hash };
    const times = { at: new Date(entry.at), recorded_at: new Date(now) };
    rows.push({ ...entry, ...proof, ...times, profile_id: profileId });
  }
  await writeRows(
    client,
    shopId,
    `with added as (
       insert into consent (shop_id, id, profile_id, channel, state, at, recorded_at, subject, source, wording, page,
         seq, salt, digest, previous, hash)
       select $1, id, profile_id, channel, state, at, recorded_at, subject, source, wording, page,
         seq, salt, digest, previous, hash
       from json_to_recordset($2) as row (id uuid, profile_id uuid, channel text, state text, at timestamptz,
         recorded_at timestamptz, subject text, source text, wording text, page text, seq bigint, salt uuid,
         digest text, previous text, hash text))
     insert into consent_chain (shop_id, length, head) values ($1, $3, $4)
     on conflict (shop_id) do update set length = excluded.length, head = excluded.head`,
    rows,
    end.length,
    end.head,
  );
}

async function endOfChain(
  client: ShopClient,
  shopId: string,
  received: readonly NewConsent[],
): Promise<ChainEnd & { known: Set<string> }> {
  const { rows } = await client.query<{ length: number; head: string; known: string[] }>(
    `select length, head,
            array(select id::text from consent where shop_id = $1 and id = any($2)) as known
       from consent_chain where shop_id = $1`,
    [shopId, received.map(({ id }) => id)],
  );
  const [chain] = rows;
  return chain ? { ...chain, known: new Set(chain.known) } : { ...NO_CHAIN, known: new Set() };
}
