import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * How many test emails were asked for since a moment, no more than `most` of them.
 * @param since epoch milliseconds
 */
export async function countEmailTests(
  client: ShopClient,
  shopId: string,
  since: number,
  most: number,
): Promise<number> {
  const { rows } = await client.query<{ tests: number }>(
    `select count(*)::int as tests from (
       select from effect where shop_id = $1 and kind = 'email_test' and created_at > $2 limit $3) as recent`,
    [shopId, new Date(since), most],
  );
  return rows[0]?.tests ?? 0;
}

/** How a test email stands, and to which address it is. */
export type EmailTestRow = {
  address: string;
  state: string;
  reason: string | null;
  answer: string | null;
};

/** Test emails by their keys, in the order of these. */
export async function selectEmailTests(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<EmailTestRow[]> {
  const { rows } = await client.query<EmailTestRow>(
    `select coalesce(payload ->> 'to', '') as address, state, reason, answer from effect
      where shop_id = $1 and key = any($2) and kind = 'email_test' order by key`,
    [shopId, keys],
  );
  return rows;
}
