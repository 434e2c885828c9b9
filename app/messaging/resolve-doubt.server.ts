import type { ShopClient } from '#app/db.server.ts';
import { recordSent } from './mail-marks.server.ts';
import { MailRequest } from './mail-request.ts';
import { templateByKey } from './templates.ts';

/**
 * Settles a mail that was attempted and not answered.
 * @param found whether the receiver has it; `unknown` leaves it to a person
 * @param messageId without angle brackets
 * @returns false when the mail is no longer open
 */
export async function resolveDoubt(
  client: ShopClient,
  shopId: string,
  key: string,
  found: 'accepted' | 'absent' | 'unknown',
  messageId: string,
  now: number,
): Promise<boolean> {
  const state = { accepted: 'done', absent: 'ready', unknown: 'in_doubt' }[found];
  const { rows } = await client.query<{
    profile_id: string | null;
    run_id: string | null;
    payload: unknown;
    customer_id: string | null;
    address: string | null;
  }>(
    `update effect e
        set state = $3, reason = $4, settled_at = case when $3 = 'done' then $5::timestamptz end
       from effect before
       left join profile p on p.shop_id = $1 and p.id = before.profile_id
      where before.shop_id = $1 and before.key = $2 and e.shop_id = $1 and e.key = $2
        and e.state in ('attempted', 'in_doubt')
      returning e.profile_id, e.run_id, e.payload,
                p.state#>>'{customerId,value}' as customer_id,
                -- The address it went to, which the person may not have any more.
                coalesce((select substr(c.subject, length('email:') + 1) from consent c
                    where c.shop_id = $1 and c.id = e.consent_id and c.channel = 'email'),
                  p.state#>>'{email,value}') as address`,
    [shopId, key, state, found === 'accepted' ? null : `receiver_${found}`, new Date(now)],
  );
  const [row] = rows;
  if (!row) return false;
  if (found !== 'accepted') return true;
  const request = MailRequest.parse(row.payload);
  const mail = {
    key,
    profileId: row.profile_id,
    runId: row.run_id,
    customerId: row.customer_id,
    address: row.address ?? '',
    journeyKey: request.journeyKey,
    template: request.template,
    class: request.class,
    subject: templateByKey(request.template).name,
    messageId,
  };
  await recordSent(client, shopId, [mail], now);
  return true;
}

/** A person says that a mail in doubt arrived. */
export function markSent(
  client: ShopClient,
  shopId: string,
  key: string,
  messageId: string,
  now: number,
): Promise<boolean> {
  return resolveDoubt(client, shopId, key, 'accepted', messageId, now);
}

/** A person asks to send a mail in doubt again; the deliver job of the shop must be woken. */
export function sendAgain(
  client: ShopClient,
  shopId: string,
  key: string,
  messageId: string,
  now: number,
): Promise<boolean> {
  return resolveDoubt(client, shopId, key, 'absent', messageId, now);
}
