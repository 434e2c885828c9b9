import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { CONSENT_WORDING, type Application } from '../application.ts';
import type { EarlierApplications } from '../bot-check.ts';

/** What was typed, with the signed-in customer as Shopify vouches for it. */
export type SentApplication = Application & { customerId: string | null };

type CountedApplications = Omit<EarlierApplications, 'isRepeat'> & {
  /** An open one that stands for this; null when there is none. */
  openId: string | null;
};

/**
 * What is known of the address and of the shop before an application is stored.
 * @param now epoch milliseconds
 */
export async function countEarlier(
  client: ShopClient,
  shopId: string,
  sent: SentApplication,
  now: number,
): Promise<CountedApplications> {
  // What a stranger sent under this address must not stand for what its owner sends: only the same in every field
  // is the same, until the owner has confirmed one.
  const { rows } = await client.query<CountedApplications>(
    `select count(*) filter (where email = $2 and verified_at is not null and submitted_at > $3) as "confirmedToday",
            count(*) filter (where submitted_at > $4) as "lastHourOfShop",
            (array_agg(id order by verified_at nulls last, submitted_at desc)
               filter (where email = $2 and state = 'submitted' and (verified_at is not null
                 or row(company, contact_name, phone, country, tax_id, website, channels, volume, message, customer_id)
                    is not distinct from row($5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text[],
                      $12::text, $13::text, $14::text))))[1] as "openId"
       from application
      where shop_id = $1 and (email = $2 or submitted_at > $4)`,
    [
      shopId,
      sent.email,
      new Date(now - DAY),
      new Date(now - HOUR),
      sent.company,
      sent.contactName,
      sent.phone,
      sent.country,
      sent.taxId,
      sent.website,
      sent.channels,
      sent.volume,
      sent.message,
      sent.customerId,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('Counting gives one row.');
  return row;
}

/** @param now epoch milliseconds */
export async function insertApplication(
  client: ShopClient,
  shopId: string,
  id: string,
  application: SentApplication,
  now: number,
): Promise<void> {
  await client.query(
    `insert into application (shop_id, id, state, company, contact_name, email, phone, country, tax_id,
       website, channels, volume, message, consent_wording, submitted_at, customer_id)
     values ($1, $2, 'submitted', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      shopId,
      id,
      application.company,
      application.contactName,
      application.email,
      application.phone,
      application.country,
      application.taxId,
      application.website,
      application.channels,
      application.volume,
      application.message,
      CONSENT_WORDING,
      new Date(now),
      application.customerId,
    ],
  );
}
