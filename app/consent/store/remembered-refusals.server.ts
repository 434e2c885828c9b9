import type { ShopClient } from '#app/platform/db.server.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import type { SuppressionReason } from '../may-send.ts';

/** What an address refused; `at` is epoch milliseconds. */
export type Refused = { address: string; reason: SuppressionReason; at: number };

/** Of two refusals the graver: a bounce or a complaint is never weakened by an unsubscribe. In SQL, of columns. */
function isGraverSql(one: string, known: string): string {
  return `(${known} is null or ${known} = 'unsubscribed' and ${one} <> 'unsubscribed')`;
}

/**
 * Refuses again what erased addresses had refused, where one of them stands somewhere again: so that an erasure never
 * is the reason why an email is sent. Called before email is sent and when an address comes back. Costs one look into an
 * index where no person was erased.
 * @param addresses as they are compared, in lower case
 */
export async function restoreRefusals(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0 || !(await hasErasedPeople(client, shopId))) return;
  const wanted = coded(shopId, codes, addresses);
  await client.query(
    `insert into suppression (shop_id, address, reason, at)
     select distinct on (wanted.address) $1::uuid, wanted.address, e.refusal, e.refused_at
       from unnest($2::text[], $3::text[]) as wanted (address, code)
       join erased_identifier e on e.shop_id = $1 and e.kind = 'email' and e.code = wanted.code
      where e.refusal is not null
      order by wanted.address, e.refusal = 'unsubscribed', e.refused_at desc
     on conflict (shop_id, address) do update set reason = excluded.reason, at = excluded.at
       where ${isGraverSql('excluded.reason', 'suppression.reason')}`,
    [shopId, wanted.map(({ address }) => address), wanted.map(({ code }) => code)],
  );
}

/** Whether any person of the shop was erased: one look into an index. */
export async function hasErasedPeople(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    'select exists (select from erased_identifier where shop_id = $1) as has',
    [shopId],
  );
  return rows[0]?.has === true;
}

/** Remembers what erased addresses refuse, as codes: nothing of the addresses themselves is kept. */
export async function rememberRefusals(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  refused: readonly Refused[],
): Promise<void> {
  // The graver last, so that it is the one that stays.
  const byGravity = refused.toSorted((a, b) => gravity(a) - gravity(b) || a.at - b.at);
  for (const { address, reason, at } of byGravity)
    await client.query(
      `update erased_identifier set refusal = $3, refused_at = $4
        where shop_id = $1 and kind = 'email' and code = any($2)
          and (${isGraverSql('$3::text', 'refusal')}
               or $3::text = refusal and refused_at < $4)`,
      [shopId, codes.codesOf(shopId, 'email', address), reason, new Date(at)],
    );
}

function gravity({ reason }: Refused): number {
  return reason === 'unsubscribed' ? 0 : 1;
}

function coded(
  shopId: string,
  codes: CodeMaker,
  addresses: readonly string[],
): { address: string; code: string }[] {
  return [...new Set(addresses)].flatMap((address) =>
    codes.codesOf(shopId, 'email', address).map((code) => ({ address, code })),
  );
}
