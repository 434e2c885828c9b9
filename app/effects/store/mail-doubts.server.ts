import type { ShopClient } from '#app/platform/db.server.ts';
import type { MailProof } from './mail-phases.server.ts';

/**
 * The oldest mails of which it is not known what became of them: their process died, or it is this one, which runs no other
 * of the shop; and those in doubt when the receiver can be asked.
 * @param fence of this process
 */
export async function openMailKeys(
  client: ShopClient,
  shopId: string,
  { fence, canAsk, limit }: { fence: number; canAsk: boolean; limit: number },
): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select e.key from effect e
      where e.shop_id = $1 and e.kind = 'email'
        and (e.state = 'attempted'
               and (e.fence = $4
                    or exists (select from heartbeat h where h.fence = e.fence and h.released_at is not null))
             or e.state = 'in_doubt' and $2)
      order by e.attempted_at limit $3`,
    [shopId, canAsk, limit, fence],
  );
  return rows.map(({ key }) => key);
}

/** A mail that was attempted and not answered, and whether the receiver has it; `unknown` leaves it to a person. */
export type MailDoubt = {
  key: string;
  found: 'accepted' | 'absent' | 'unknown';
  /** Without angle brackets. */
  messageId: string;
};

/** A mail whose doubt was resolved, as it was attempted. */
export type ResolvedMail = MailDoubt &
  MailProof & {
    profileId: string | null;
    runId: string | null;
    payload: unknown;
    subject: string | null;
    address: string | null;
    /** The state it was in. */
    before: string;
  };

/**
 * Completes mails that were attempted and not answered; what is no longer open is left alone.
 * @param now epoch milliseconds
 * @param isDecided whether a person decided: a mail that is to be sent again then has all its tries again
 */
export async function resolveMailDoubts(
  client: ShopClient,
  shopId: string,
  doubts: readonly MailDoubt[],
  now: number,
  isDecided: boolean,
): Promise<ResolvedMail[]> {
  const { rows } = await client.query<ResolvedMail>(
    `update effect e
        set state = case found when 'accepted' then 'done' when 'absent' then 'ready' else 'in_doubt' end,
            reason = case when found <> 'accepted' then 'receiver_' || found end,
            settled_at = case when found = 'accepted' then $5::timestamptz end,
            attempts = case when $6 then 0 else e.attempts end
       from unnest($2::text[], $3::text[], $4::text[]) as doubt (key, found, message_id)
       join effect as before on before.shop_id = $1 and before.key = doubt.key
      where e.shop_id = $1 and e.key = doubt.key and e.state in ('attempted', 'in_doubt')
      returning e.key, found, message_id as "messageId", e.profile_id as "profileId", e.run_id as "runId",
                e.payload, e.subject, e.address, before.state as before, e.consent_id as "consentId",
                e.template_version as "templateVersion"`,
    [
      shopId,
      doubts.map(({ key }) => key),
      doubts.map(({ found }) => found),
      doubts.map(({ messageId }) => messageId),
      new Date(now),
      isDecided,
    ],
  );
  return rows;
}

/** Whether a mail is in doubt; it stays so until the end of the transaction. */
export async function lockMailInDoubt(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from effect where shop_id = $1 and key = $2 and state = 'in_doubt' for update",
    [shopId, key],
  );
  return rowCount === 1;
}
