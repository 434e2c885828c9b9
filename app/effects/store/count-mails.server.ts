import type { ShopClient } from '#app/platform/db.server.ts';

/** Mails in one state, of those skipped by reason; `unrecorded` are to a person and without a message on record. */
export type MailCountRow = {
  state: string;
  reason: string | null;
  count: number;
  unrecorded: number;
};

/** @param since leaves out the mails that were asked for before it */
export async function countMails(
  client: ShopClient,
  shopId: string,
  since: Date | null,
): Promise<MailCountRow[]> {
  const { rows } = await client.query<MailCountRow>(
    `select e.state, case when e.state = 'skipped' then e.reason end as reason, count(*) as count,
            count(*) filter (where e.profile_id is not null and m.effect_key is null) as unrecorded
       from effect e
       left join message m on m.shop_id = $1 and m.effect_key = e.key
      where e.shop_id = $1 and e.kind = 'email'
        and ($2::timestamptz is null or e.created_at >= $2)
      group by 1, 2`,
    [shopId, since],
  );
  return rows;
}

/** How many mails to people were sent since a moment and are not on record; none unless something is wrong. */
export async function countUnrecorded(
  client: ShopClient,
  shopId: string,
  since: Date,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from effect e
      where e.shop_id = $1 and e.kind = 'email' and e.state = 'done' and e.profile_id is not null
        and e.created_at >= $2
        and not exists (select from message m where m.shop_id = $1 and m.effect_key = e.key)`,
    [shopId, since],
  );
  return rows[0]?.count ?? 0;
}
