import { selectMailAddresses } from '#app/effects/store/mail-addresses.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** An email of ours that a report is about. */
export type ReportedMail = {
  messageId: string;
  key: string;
  template: string;
  customerId: string | null;
  /** Whom it went to; null when that is not kept any more. */
  address: string | null;
};

/** The emails of a shop with these Message-IDs. */
export async function selectReportedMails(
  client: ShopClient,
  shopId: string,
  messageIds: readonly string[],
): Promise<ReportedMail[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await client.query<ReportedMail>(
    `select message.message_id as "messageId", message.effect_key as key, message.template,
            profile.customer_id as "customerId", profile.email as address
       from message
       left join profile on profile.shop_id = $1 and profile.id = message.profile_id
      where message.shop_id = $1 and message.message_id = any($2)`,
    [shopId, messageIds],
  );
  // The email itself knows whom it went to, as long as it is kept; the person may have another address by now.
  const sentTo = await selectMailAddresses(
    client,
    shopId,
    rows.map(({ key }) => key),
  );
  return rows.map((mail) => ({ ...mail, address: sentTo.get(mail.key) ?? mail.address }));
}

/** Which of these addresses the shop knows: of a person, with a consent, or stopped before. */
export async function selectKnownAddresses(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const { rows } = await client.query<{ address: string }>(
    `select address from unnest($2::text[]) as wanted (address)
      where exists (select from profile where shop_id = $1 and email = wanted.address)
         or exists (select from address_consent
                     where shop_id = $1 and channel = 'email' and address = wanted.address)
         or exists (select from suppression where shop_id = $1 and address = wanted.address)
         or exists (select from address_feedback where shop_id = $1 and address = wanted.address)`,
    [shopId, addresses],
  );
  return rows.map(({ address }) => address);
}
