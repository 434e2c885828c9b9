import type { SuppressionReason } from '#app/consent/may-send.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** An address that reports stopped; `at` is epoch milliseconds. */
export type ReportedSuppression = {
  address: string;
  reason: SuppressionReason;
  at: number;
  source: string;
  words: string | null;
};

/** Stops mail to addresses. A complaint is never weakened, nor a hard bounce by soft ones: others may have written meanwhile. */
export async function saveReportedSuppressions(
  client: ShopClient,
  shopId: string,
  stopped: readonly ReportedSuppression[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into suppression (shop_id, address, reason, at, source, words)
     select $1, address, reason, at, source, words
       from json_to_recordset($2) as row (address text, reason text, at timestamptz, source text, words text)
      order by address
     on conflict (shop_id, address) do update
       set reason = excluded.reason, at = excluded.at, source = excluded.source, words = excluded.words
       where suppression.reason <> 'complaint' and (suppression.reason, excluded.reason) <> ('hard_bounce', 'soft_bounce')
          or suppression.reason = excluded.reason and suppression.at < excluded.at`,
    stopped.map((one) => ({ ...one, at: new Date(one.at) })),
  );
}

/** What is written down of an address that is allowed again; `at` is epoch milliseconds. */
export type Lifted = {
  address: string;
  at: number;
  source: string | null;
  words: string | null;
  actor: string | null;
};

/**
 * Ends what stops mail to addresses, and notes it. Where the owner had unsubscribed before, that stops marketing again.
 */
export async function liftSuppressions(
  client: ShopClient,
  shopId: string,
  lifted: readonly Lifted[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `with wanted as (
       select * from json_to_recordset($2) as row (address text, at timestamptz, source text, words text, actor text)
     ), noted as (
       insert into suppression_change (shop_id, address, change, reason, at, source, words, actor)
       select $1, wanted.address, 'lifted', known.reason, wanted.at, wanted.source, wanted.words, wanted.actor
         from wanted join suppression known on known.shop_id = $1 and known.address = wanted.address
     ), unsubscribed as (
       update suppression set reason = 'unsubscribed', at = unsubscribed_at, source = null, words = null,
              unsubscribed_at = null
         from wanted
        where suppression.shop_id = $1 and suppression.address = wanted.address
          and suppression.unsubscribed_at is not null
     )
     delete from suppression using wanted
      where suppression.shop_id = $1 and suppression.address = wanted.address and suppression.unsubscribed_at is null`,
    lifted.map((one) => ({ ...one, at: new Date(one.at) })),
  );
}

/** What stops mail to an address, held until the transaction ends; null when nothing does. */
export async function holdSuppression(
  client: ShopClient,
  shopId: string,
  address: string,
): Promise<{ reason: SuppressionReason; at: number } | null> {
  const { rows } = await client.query<{ reason: SuppressionReason; at: number }>(
    'select reason, at from suppression where shop_id = $1 and address = $2 for update',
    [shopId, address],
  );
  return rows[0] ?? null;
}
