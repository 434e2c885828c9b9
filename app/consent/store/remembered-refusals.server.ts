import type { ShopClient } from '#app/platform/db.server.ts';
import type { SuppressionReason } from '../may-send.ts';

/** Whether any person of the shop was erased: one look into an index. */
export async function hasErasedPeople(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    'select exists (select from erased_identifier where shop_id = $1) as has',
    [shopId],
  );
  return rows[0]?.has === true;
}

/**
 * Suppresses addresses as their codes refused. Of two refusals the graver counts: a bounce or a complaint is never
 * weakened by an unsubscribe.
 */
export async function suppressErased(
  client: ShopClient,
  shopId: string,
  wanted: readonly { address: string; code: string }[],
): Promise<void> {
  await client.query(
    `insert into suppression (shop_id, address, reason, at)
     select distinct on (wanted.address) $1::uuid, wanted.address, e.refusal, e.refused_at
       from unnest($2::text[], $3::text[]) as wanted (address, code)
       join erased_identifier e on e.shop_id = $1 and e.kind = 'email' and e.code = wanted.code
      where e.refusal is not null
      order by wanted.address, e.refusal = 'unsubscribed', e.refused_at desc
     on conflict (shop_id, address) do update set reason = excluded.reason, at = excluded.at
       where (suppression.reason is null
         or suppression.reason = 'unsubscribed' and excluded.reason <> 'unsubscribed'
         or suppression.reason = 'soft_bounce' and excluded.reason in ('hard_bounce', 'complaint'))`,
    [shopId, wanted.map(({ address }) => address), wanted.map(({ code }) => code)],
  );
}

/**
 * Saves what an erased address refused, at each of its codes: the graver refusal, and of two alike the newer.
 * @param refused `at` is epoch milliseconds
 */
export async function saveErasedRefusal(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
  { reason, at }: { reason: SuppressionReason; at: number },
): Promise<void> {
  await client.query(
    `update erased_identifier set refusal = $3, refused_at = $4
      where shop_id = $1 and kind = 'email' and code = any($2)
        and ((refusal is null or refusal = 'unsubscribed' and $3::text <> 'unsubscribed')
             or $3::text = refusal and refused_at < $4)`,
    [shopId, codes, reason, new Date(at)],
  );
}

/** Forgets what an erased address refused, where it came back and may be written to again. */
export async function forgetErasedRefusal(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
): Promise<void> {
  await client.query(
    `update erased_identifier set refusal = null, refused_at = null
      where shop_id = $1 and kind = 'email' and code = any($2) and refusal is not null`,
    [shopId, codes],
  );
}
