import type { EmailTopic } from '#app/consent/email-topics.ts';
import { refusalSql, type MessageClass } from '#app/consent/may-send.ts';
import { readerRefusalSql } from '#app/consent/reader-preferences.ts';
import { campaignIdOf } from '#app/effects/campaign-key.ts';
import { CONSENT_TOPICS } from '#app/events/topics/marketing-consents.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

const REFUSAL = refusalSql({
  messageClass: 't.class',
  state: 'c.state',
  optedInAt: 'c.opted_in_at',
  reason: 's.reason',
  suppressedAt: 's.at',
});

const READER_REFUSAL = readerRefusalSql({
  messageClass: 't.class',
  topic: 't.topic',
  declinedTopics: 'chosen.declined_topics',
  pausedUntil: 'chosen.paused_until',
  now: '$8::timestamptz',
});

/** As the partial index says it, so that a full inbox need not be read through. */
const IS_CONSENT = `topic in (${CONSENT_TOPICS.map((topic) => `'${topic}'`).join(', ')})`;

/** Keeps people as they are until the transaction ends: what ends a run, an order, locks them as well. */
export async function lockPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  await client.query(
    'select from profile where shop_id = $1 and id = any($2::uuid[]) order by id for share',
    [shopId, profileIds],
  );
}

/** Keeps campaigns as they are until the transaction ends: who cancels one waits, or is waited for. */
export async function lockCampaigns(
  client: ShopClient,
  shopId: string,
  campaignIds: readonly string[],
): Promise<void> {
  if (campaignIds.length === 0) return;
  await client.query(
    'select from campaign where shop_id = $1 and id = any($2::uuid[]) order by id for share',
    [shopId, [...new Set(campaignIds)]],
  );
}

/** A mail about to be handed over, as far as something may stop it. */
export type StoppableMail = {
  key: string;
  runId: string | null;
  class: MessageClass;
  address: string;
  topic: EmailTopic;
};

/** What nothing stops of some mails. */
export type UnstoppedMails = {
  /** The consents that allow them, of those that need one, by their keys. */
  consents: Map<string, string | null>;
  /** Whether people of the shop were erased, so that an address may have refused what is not known here any more. */
  hasErasedPeople: boolean;
};

/**
 * Those of some mails that nothing stops: no consent, suppression, choice of their reader, end of their run or of their campaign, and no consent that
 * waits in the inbox.
 * @param now epoch milliseconds
 */
export async function unstoppedMails(
  client: ShopClient,
  shopId: string,
  mails: readonly StoppableMail[],
  now: number,
): Promise<UnstoppedMails> {
  const { rows } = await client.query<{
    key: string;
    consentId: string | null;
    hasErasedPeople: boolean;
  }>(
    `select t.key, case when t.class = 'marketing' then c.consent_id end as "consentId",
            exists (select from erased_identifier where shop_id = $1) as "hasErasedPeople"
       from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[])
         as t (key, run_id, class, address, campaign_id, topic)
       left join address_consent c
         on c.shop_id = $1 and c.channel = 'email' and c.address = t.address
       left join suppression s on s.shop_id = $1 and s.address = t.address
       left join reader_preference chosen on chosen.shop_id = $1 and chosen.address = t.address
      where ${REFUSAL} is null and ${READER_REFUSAL} is null
        and not exists (
          select from journey_run r where r.shop_id = $1 and r.id = t.run_id and r.state = 'exited')
        and not exists (select from campaign
          where campaign.shop_id = $1 and campaign.id = t.campaign_id and campaign.cancelled_at is not null)
        and not exists (select from inbox where shop_id = $1 and ${IS_CONSENT})`,
    [
      shopId,
      mails.map(({ key }) => key),
      mails.map(({ runId }) => runId),
      mails.map((mail) => mail.class),
      mails.map(({ address }) => address),
      mails.map(({ key }) => campaignIdOf(key)),
      mails.map(({ topic }) => topic),
      new Date(now),
    ],
  );
  return {
    consents: new Map(rows.map(({ key, consentId }) => [key, consentId])),
    hasErasedPeople: rows.some((row) => row.hasErasedPeople),
  };
}

/** Whether deliveries wait in the inbox, and whether consents are among them. */
export async function selectWaitingDeliveries(
  client: ShopClient,
  shopId: string,
): Promise<{ hasDeliveries: boolean; hasConsents: boolean }> {
  const { rows } = await client.query<{ hasDeliveries: boolean; hasConsents: boolean }>(
    `select exists (select from inbox where shop_id = $1) as "hasDeliveries",
            exists (select from inbox where shop_id = $1 and ${IS_CONSENT}) as "hasConsents"`,
    [shopId],
  );
  return rows[0] ?? { hasDeliveries: false, hasConsents: false };
}
