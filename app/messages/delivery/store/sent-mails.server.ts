import { MAIL_RULE, type MessageClass } from '#app/consent/may-send.ts';
import type { MailProof } from '#app/effects/store/mail-phases.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A mail that was accepted, of a person. */
export type SentMessage = MailProof & {
  key: string;
  profileId: string;
  runId: string | null;
  journeyKey: string | null;
  template: string;
  class: MessageClass;
  subject: string;
  messageId: string;
  /** What the decision to send it read; absent where that is not known any more. */
  input?: object;
};

/** Keeps mails that were accepted, with the decision to send each. @param now epoch milliseconds */
export async function insertSentMails(
  client: ShopClient,
  shopId: string,
  sent: readonly SentMessage[],
  now: number,
): Promise<void> {
  await client.query(
    `with m as (
       select * from unnest(
         $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::uuid[],
         $12::int[], $13::json[])
         as m (key, profile_id, run_id, journey_key, template, class, subject, message_id, consent_id,
               template_version, input)
     ), kept as (
       insert into message
         (shop_id, effect_key, profile_id, journey_key, template, class, subject, message_id, sent_at, template_version,
          consent_id)
       select $1, key, profile_id, journey_key, template, class, subject, message_id, $2, template_version,
              case when class = 'marketing' then consent_id end
         from m
       on conflict do nothing
     )
     insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts, input,
       journey_key, message_key)
     select $1, gen_random_uuid(), $2, profile_id, run_id, key, 'sent', class, '${MAIL_RULE}',
            json_build_object('template', template), input, journey_key, template
       from m`,
    [
      shopId,
      new Date(now),
      sent.map(({ key }) => key),
      sent.map(({ profileId }) => profileId),
      sent.map(({ runId }) => runId),
      sent.map(({ journeyKey }) => journeyKey),
      sent.map(({ template }) => template),
      sent.map((mail) => mail.class),
      sent.map(({ subject }) => subject),
      sent.map(({ messageId }) => messageId),
      sent.map(({ consentId }) => consentId),
      sent.map(({ templateVersion }) => templateVersion),
      sent.map(({ input }) => (input === undefined ? null : JSON.stringify(input))),
    ],
  );
}

/** Stops all mail to addresses at which nothing will ever arrive; a complaint is not weakened. @param now epoch milliseconds */
export async function suppressBounced(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `insert into suppression (shop_id, address, reason, at, source)
     select distinct $1::uuid, address, 'hard_bounce', $2::timestamptz, 'smtp' from unnest($3::text[]) as address
     on conflict (shop_id, address) do update
       set reason = excluded.reason, at = excluded.at, source = excluded.source, words = null
       where suppression.reason <> 'complaint'`,
    [shopId, new Date(now), addresses],
  );
}
