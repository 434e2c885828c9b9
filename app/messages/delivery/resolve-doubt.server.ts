import type { ShopClient } from '#app/platform/db.server.ts';
import { recordSent } from './mail-attempts.server.ts';
import { MailRequest } from '#app/effects/kinds/email.ts';

/** A mail that was attempted and not answered, and whether the receiver has it; `unknown` leaves it to a person. */
export type MailDoubt = {
  key: string;
  found: 'accepted' | 'absent' | 'unknown';
  /** Without angle brackets. */
  messageId: string;
};

type Attempted = {
  key: string;
  found: MailDoubt['found'];
  messageId: string;
  profileId: string | null;
  runId: string | null;
  payload: unknown;
  customerId: string | null;
  address: string | null;
  subject: string | null;
};

/**
 * Completes mails that were attempted and not answered. What arrived is noted with the address and the subject it left
 * with; what is no longer open is left alone.
 * @param now epoch milliseconds
 */
export async function resolveDoubts(
  client: ShopClient,
  shopId: string,
  doubts: readonly MailDoubt[],
  now: number,
): Promise<void> {
  const { rows } = await client.query<Attempted>(
    `with doubt as (
       select * from unnest($2::text[], $3::text[], $4::text[]) as t (key, found, message_id))
     update effect e
        set state = case found when 'accepted' then 'done' when 'absent' then 'ready' else 'in_doubt' end,
            reason = case when found <> 'accepted' then 'receiver_' || found end,
            settled_at = case when found = 'accepted' then $5::timestamptz end
       from doubt, effect before
       left join profile p on p.shop_id = $1 and p.id = before.profile_id
      where before.shop_id = $1 and before.key = doubt.key and e.shop_id = $1 and e.key = doubt.key
        and e.state in ('attempted', 'in_doubt')
      returning e.key, found, message_id as "messageId", e.profile_id as "profileId", e.run_id as "runId",
                e.payload, e.subject, p.state#>>'{customerId,value}' as "customerId",
                -- Of mails attempted before the address was kept: what its consent says, then the person's own.
                coalesce(e.address,
                  (select substr(c.subject, length('email:') + 1) from consent c
                    where c.shop_id = $1 and c.id = e.consent_id and c.channel = 'email'),
                  p.state#>>'{email,value}') as address`,
    [
      shopId,
      doubts.map(({ key }) => key),
      doubts.map(({ found }) => found),
      doubts.map(({ messageId }) => messageId),
      new Date(now),
    ],
  );
  const arrived = rows.filter(({ found }) => found === 'accepted').map(sentMail);
  if (arrived.length > 0) await recordSent(client, shopId, arrived, now);
}

function sentMail({ payload, found: _found, address, subject, ...mail }: Attempted) {
  const { journeyKey, template, class: messageClass } = MailRequest.parse(payload);
  return {
    ...mail,
    address: address ?? '',
    journeyKey,
    template,
    class: messageClass,
    // Of emails attempted before the subject was kept.
    subject: subject ?? template,
  };
}
