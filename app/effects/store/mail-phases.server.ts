import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * The two marks that a mail gets. A mark before the data goes out says that this process tried; a mark after it says what
 * the receiver answered. A mail with the first and without the second is in doubt.
 */

/** What a mail was sent by: the proof of the consent that allowed it, and the version of the email it was written from. */
export type MailProof = {
  /** Null of one that needs no consent. */
  consentId: string | null;
  templateVersion: number | null;
};

/** A mail that goes out now. */
export type MailMark = MailProof & { key: string; address: string; subject: string };

/**
 * Marks mails as attempted.
 * @param fence of this process
 * @param now epoch milliseconds
 * @returns the keys of those that were still to be sent
 */
export async function markMailsAttempted(
  client: ShopClient,
  shopId: string,
  fence: number,
  mails: readonly MailMark[],
  now: number,
): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    `update effect e
        set state = 'attempted', fence = $2, attempts = e.attempts + 1, attempted_at = $3,
            consent_id = m.consent_id, address = m.address, subject = m.subject,
            template_version = m.template_version
       from unnest($4::text[], $5::uuid[], $6::text[], $7::text[], $8::int[])
            as m (key, consent_id, address, subject, template_version)
      where e.shop_id = $1 and e.key = m.key and e.state = 'ready'
      returning e.key`,
    [
      shopId,
      fence,
      new Date(now),
      mails.map(({ key }) => key),
      mails.map(({ consentId }) => consentId),
      mails.map(({ address }) => address),
      mails.map(({ subject }) => subject),
      mails.map(({ templateVersion }) => templateVersion),
    ],
  );
  return new Set(rows.map(({ key }) => key));
}

/** How a mail stands after the receiver's answer; `dueAt` is when it is tried again, epoch milliseconds. */
export type MailCompletion = {
  key: string;
  state: 'done' | 'in_doubt' | 'failed' | 'ready';
  reason: string | null;
  answer: string;
  dueAt: number | null;
};

/**
 * Completes attempts. Only marks of this process's own attempts count: what another process has taken over in the meantime
 * stays as that process left it.
 * @returns what the mails whose marks were ours were sent by, by their keys
 */
export async function completeMails(
  client: ShopClient,
  shopId: string,
  fence: number,
  completions: readonly MailCompletion[],
  now: number,
): Promise<Map<string, MailProof>> {
  const { rows } = await client.query<{ key: string } & MailProof>(
    `update effect e
        set state = m.state, reason = m.reason, answer = m.answer, due_at = coalesce(m.due_at, e.due_at),
            settled_at = case when m.state <> 'ready' then $3::timestamptz end
       from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
            as m (key, state, reason, answer, due_at)
      where e.shop_id = $1 and e.key = m.key and e.state = 'attempted' and e.fence = $2
      returning e.key, e.consent_id as "consentId", e.template_version as "templateVersion"`,
    [
      shopId,
      fence,
      new Date(now),
      completions.map(({ key }) => key),
      completions.map(({ state }) => state),
      completions.map(({ reason }) => reason),
      completions.map(({ answer }) => answer),
      completions.map(({ dueAt }) => (dueAt === null ? null : new Date(dueAt))),
    ],
  );
  return new Map(rows.map(({ key, ...proof }) => [key, proof]));
}

/** How a mail stands that does not leave now; `dueAt` is when it is looked at again, epoch milliseconds. */
export type MailHold = {
  key: string;
  state: 'skipped' | 'ready' | 'failed';
  reason: string;
  dueAt: number | null;
};

/** Skips, puts off or gives up mails that were not attempted. */
export async function holdMails(
  client: ShopClient,
  shopId: string,
  holds: readonly MailHold[],
  now: number,
): Promise<void> {
  await client.query(
    `update effect e
        set state = m.state, reason = m.reason, due_at = coalesce(m.due_at, e.due_at),
            settled_at = case when m.state <> 'ready' then $2::timestamptz end
       from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) as m (key, state, reason, due_at)
      where e.shop_id = $1 and e.key = m.key and e.state = 'ready'`,
    [
      shopId,
      new Date(now),
      holds.map(({ key }) => key),
      holds.map(({ state }) => state),
      holds.map(({ reason }) => reason),
      holds.map(({ dueAt }) => (dueAt === null ? null : new Date(dueAt))),
    ],
  );
}
