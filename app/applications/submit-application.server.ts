import type pg from 'pg';
import { v7 } from 'uuid';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { emailDomain } from '#app/lib/free-mail.ts';
import { takeLock } from '#app/platform/take-lock.server.ts';
import type { SubmitOutcome } from './submit-application.ts';
import type { AddressLimit } from './address-limit.server.ts';
import { CONSENT_WORDING, readApplication, type Application } from './application.ts';
import { BOT_MESSAGES, checkForBot, checkLimits, type EarlierApplications } from './bot-check.ts';
import { askToVerify } from './verify-application.server.ts';

export type Submission = {
  shopId: string;
  form: URLSearchParams;
  /** The signed-in customer as Shopify vouches for it, or null. */
  customerId: string | null;
  /** The visitor's network address. */
  address: string;
  /** Real time, epoch milliseconds. */
  realNow: number;
};

/**
 * Takes a trade application: asks once more where a program may have sent it, refuses floods, stores it once and asks for the address to be confirmed
 * by mail. It belongs to no profile until that is done.
 */
export async function submitApplication(
  services: { pool: pg.Pool; clock: Clock; addressLimit: AddressLimit },
  submission: Submission,
): Promise<SubmitOutcome> {
  const { shopId, form } = submission;
  const parsed = readApplication(form);
  if (parsed.outcome === 'invalid') return parsed;
  const doubt = checkForBot(form, submission.realNow);
  if (doubt !== 'person') {
    const { field, text } = BOT_MESSAGES[doubt];
    return { outcome: 'invalid', fields: { [field]: text }, doubt };
  }
  const domain = emailDomain(parsed.application.email);
  if (!(await services.addressLimit.allows(shopId, submission.address, domain))) {
    return { outcome: 'too_many' };
  }
  const now = services.clock.now();
  return await inShop(services.pool, shopId, async (client) => {
    const sent = { ...parsed.application, customerId: submission.customerId };
    const earlier = await earlierApplications(client, shopId, sent, now);
    const limit = checkLimits(earlier);
    if (limit === 'too_many') return { outcome: 'too_many' };
    if (limit === 'store') {
      await store(client, shopId, sent, now);
    } else if (earlier.openId !== null) {
      // Whoever sends it again may not have got the mail.
      await askToVerify(client, shopId, earlier.openId, now);
    }
    return { outcome: 'received' };
  });
}

/** What was typed, with the signed-in customer as Shopify vouches for it. */
type SentApplication = Application & { customerId: string | null };

async function earlierApplications(
  client: ShopClient,
  shopId: string,
  sent: SentApplication,
  now: number,
): Promise<EarlierApplications & { openId: string | null }> {
  // One application of a shop at a time, so that two at once cannot both find the limit not reached.
  await takeLock(client, 'application', shopId);
  // What a stranger sent under this address must not stand for what its owner sends: only the same in every field
  // is the same, until the owner has confirmed one.
  const { rows } = await client.query<
    Omit<EarlierApplications, 'isRepeat'> & { openId: string | null }
  >(
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
  return { ...row, isRepeat: row.openId !== null };
}

async function store(
  client: ShopClient,
  shopId: string,
  application: SentApplication,
  now: number,
): Promise<void> {
  const id = v7();
  const { company, contactName, email, customerId } = application;
  await client.query(
    `insert into application (shop_id, id, state, company, contact_name, email, phone, country, tax_id,
       website, channels, volume, message, consent_wording, submitted_at, customer_id)
     values ($1, $2, 'submitted', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      shopId,
      id,
      company,
      contactName,
      email,
      application.phone,
      application.country,
      application.taxId,
      application.website,
      application.channels,
      application.volume,
      application.message,
      CONSENT_WORDING,
      new Date(now),
      customerId,
    ],
  );
  await askToVerify(client, shopId, id, now);
}
