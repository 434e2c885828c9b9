import type { SuppressionReason } from '#app/consent/may-send.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { AddressFeedback, KnownFeedback } from '../decide-feedback.ts';

/**
 * Holds the rows of addresses until the transaction ends, and makes those that are not there: two reports about one address
 * are decided one after the other.
 */
export async function holdAddressFeedback(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
): Promise<void> {
  await client.query(
    `insert into address_feedback (shop_id, address)
     select $1, address from unnest($2::text[]) as address order by address
     on conflict (shop_id, address) do update set softs = address_feedback.softs`,
    [shopId, addresses],
  );
}

type FeedbackRow = {
  address: string;
  softs: AddressFeedback['softs'];
  deliveredAt: number | null;
  reason: SuppressionReason | null;
  suppressedAt: number | null;
  bounceLiftedAt: number | null;
  complaintLiftedAt: number | null;
};

/** What is known of addresses whose rows are held, by address. */
export async function selectKnownFeedback(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
): Promise<Map<string, KnownFeedback>> {
  const { rows } = await client.query<FeedbackRow>(
    `select feedback.address, feedback.softs, feedback.delivered_at as "deliveredAt",
            suppression.reason, suppression.at as "suppressedAt", lifted.bounce as "bounceLiftedAt",
            lifted.complaint as "complaintLiftedAt"
       from address_feedback feedback
       left join suppression on suppression.shop_id = $1 and suppression.address = feedback.address
       left join lateral (
         select max(at) filter (where reason <> 'complaint') as bounce,
                max(at) filter (where reason = 'complaint') as complaint
           from suppression_change
          where shop_id = $1 and address = feedback.address and change = 'lifted' and actor is not null
       ) lifted on true
      where feedback.shop_id = $1 and feedback.address = any($2)`,
    [shopId, addresses],
  );
  return new Map(
    rows.map((row) => [
      row.address,
      {
        feedback: { softs: row.softs, deliveredAt: row.deliveredAt },
        suppression: row.reason && { reason: row.reason, at: row.suppressedAt ?? 0 },
        lifts: { bounce: row.bounceLiftedAt, complaint: row.complaintLiftedAt },
      },
    ]),
  );
}

/** Saves what counts toward soft bounces in a row. */
export async function saveAddressFeedback(
  client: ShopClient,
  shopId: string,
  changed: readonly ({ address: string } & AddressFeedback)[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `update address_feedback known set softs = row.softs, delivered_at = row.delivered_at
       from json_to_recordset($2) as row (address text, softs json, delivered_at timestamptz)
      where known.shop_id = $1 and known.address = row.address`,
    changed.map(({ address, softs, deliveredAt }) => ({
      address,
      softs,
      delivered_at: deliveredAt === null ? null : new Date(deliveredAt),
    })),
  );
}
