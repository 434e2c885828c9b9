import type { ShopClient } from '#app/platform/db.server.ts';

/** Which effects are a person's, as a condition in SQL with its values, of which the first is the shop. */
type OfPerson = { sql: string; values: readonly unknown[] };

/** Takes out of the outbox what is still to be done for a person, or about one. */
export async function deleteReadyEffects(
  client: ShopClient,
  { sql, values }: OfPerson,
): Promise<void> {
  await client.query(`delete from effect where ${sql} and state = 'ready'`, [...values]);
}

/** Whether a mail of a person was handed over since a moment, and not answered yet. @param since epoch milliseconds */
export async function isMailBeingSent(
  client: ShopClient,
  { sql, values }: OfPerson,
  since: number,
): Promise<boolean> {
  const { rows } = await client.query<{ isSent: boolean }>(
    `select exists (select from effect where ${sql} and state = 'attempted'
       and attempted_at > $${String(values.length + 1)}) as "isSent"`,
    [...values, new Date(since)],
  );
  return rows[0]?.isSent === true;
}

/** Which mails of other people left for one of these addresses. */
const OF_OTHERS =
  'shop_id = $1 and (profile_id is null or profile_id <> all($2::uuid[])) and address = any($3)';

/** Takes addresses out of mails of others than these people that left for them. @returns how many mails */
export async function eraseMailAddresses(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  addresses: readonly string[],
): Promise<number> {
  const { rowCount } = await client.query(
    `update effect set address = null, subject = null where ${OF_OTHERS}`,
    [shopId, profileIds, addresses],
  );
  return rowCount ?? 0;
}

/** How many mails of others than these people left for these addresses. */
export async function countMailAddresses(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  addresses: readonly string[],
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from effect where ${OF_OTHERS}`,
    [shopId, profileIds, addresses],
  );
  return rows[0]?.count ?? 0;
}
