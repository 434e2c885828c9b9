import type { ShopClient } from '#app/platform/db.server.ts';

/** A delivery that cannot be used, its body sealed for its place, times in epoch milliseconds. */
export type QuarantinedDelivery = {
  key: string;
  topic: string;
  reason: string | null;
  sealedBody: Buffer;
  receivedAt: number;
  triggeredAt: number | null;
};

/** Puts deliveries into the quarantine; one that is there stays as it is. */
export async function saveQuarantined(
  client: ShopClient,
  shopId: string,
  deliveries: readonly QuarantinedDelivery[],
): Promise<void> {
  await client.query(
    `insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at, triggered_at)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::timestamptz[], $7::timestamptz[])
     on conflict do nothing`,
    [
      shopId,
      deliveries.map(({ key }) => key),
      deliveries.map(({ topic }) => topic),
      deliveries.map(({ reason }) => reason),
      deliveries.map(({ sealedBody }) => sealedBody),
      deliveries.map(({ receivedAt }) => new Date(receivedAt)),
      deliveries.map(({ triggeredAt }) => (triggeredAt === null ? null : new Date(triggeredAt))),
    ],
  );
}
