import type { ShopClient } from '#app/platform/db.server.ts';

/** Whom a mail was for; nulls where it is not known. */
export type DoubtReceiver = {
  key: string;
  customerId: string | null;
  /** What the consent of the mail says, then the person's own. */
  address: string | null;
};

/** Whom mails were for that were attempted before their address was kept, a row for each. */
export async function selectDoubtReceivers(
  client: ShopClient,
  shopId: string,
  mails: readonly { key: string; profileId: string | null; consentId: string | null }[],
): Promise<DoubtReceiver[]> {
  const { rows } = await client.query<DoubtReceiver>(
    `select m.key, p.state#>>'{customerId,value}' as "customerId",
            coalesce((select substr(c.subject, length('email:') + 1) from consent c
                       where c.shop_id = $1 and c.id = m.consent_id and c.channel = 'email'),
                     p.state#>>'{email,value}') as address
       from unnest($2::text[], $3::uuid[], $4::uuid[]) as m (key, profile_id, consent_id)
       left join profile p on p.shop_id = $1 and p.id = m.profile_id`,
    [
      shopId,
      mails.map(({ key }) => key),
      mails.map(({ profileId }) => profileId),
      mails.map(({ consentId }) => consentId),
    ],
  );
  return rows;
}
