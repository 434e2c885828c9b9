import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { CONSENT_TOPICS } from '#app/events/topics/marketing-consents.ts';
import { MAIL_RULE, refusalSql, type MessageClass } from '#app/consent/may-send.ts';
import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import { restoreRefusals } from '#app/consent/remembered-refusals.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { loadAskedProducts } from '#app/messages/contexts/asked-products.server.ts';
import type { MailOutcome } from './mailer.ts';
import { VERIFICATION_MAIL } from './verification-mail.ts';
import { nextTry } from './next-try.ts';
import { causeOfRefusal } from './smtp-answer.ts';

/**
 * The two marks that a mail gets. A mark before the data goes out says that this process tried; a mark
 * after it says what the receiver answered. A mail with the first and without the second is in doubt.
 */

const REFUSAL = refusalSql({
  messageClass: 't.class',
  state: 'c.state',
  optedInAt: 'c.opted_in_at',
  reason: 's.reason',
  suppressedAt: 's.at',
});

/** As the partial index says it, so that a full inbox need not be read through. */
const IS_CONSENT = `topic in (${CONSENT_TOPICS.map((topic) => `'${topic}'`).join(', ')})`;

/** A mail about to be handed over. */
export type Attempt = {
  key: string;
  profileId: string | null;
  class: MessageClass;
  address: string;
  subject: string;
  templateVersion: number | null;
};

/**
 * Marks mails as attempted, each with the proof of the consent that allows it, unless something that stops them was
 * committed before.
 *
 * What stops mail to an address (an unsubscribe, a withdrawn consent) locks the address's row in the same
 * transaction, and what ends a run (an order) the person's. Here these rows are locked first, and only then the
 * stops are read: so no stop can be committed between the reading and the mark.
 *
 * @returns keys of the mails that may go out now
 */
export async function markAttempted(
  client: ShopClient,
  shopId: string,
  fence: number,
  attempts: readonly Attempt[],
  now: number,
): Promise<Set<string>> {
  await client.query(
    'select from profile where shop_id = $1 and id = any($2::uuid[]) order by id for share',
    [shopId, attempts.flatMap(({ profileId }) => profileId ?? [])],
  );
  const addresses = attempts.map(({ address }) => address);
  await lockAddresses(client, shopId, addresses, 'share');
  await restoreRefusals(client, shopId, ringOf(client).erasedCodes, addresses);
  const { rows } = await client.query<{ key: string }>(
    `update effect e
        set state = 'attempted', fence = $2, attempts = e.attempts + 1, attempted_at = $3,
            consent_id = case when m.class = 'marketing' then m.consent_id end,
            address = m.address, subject = m.subject, template_version = m.template_version
       from (select t.*, c.consent_id, ${REFUSAL} as refusal
               from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::int[])
                      as t (key, class, address, subject, template_version)
               left join address_consent c
                 on c.shop_id = $1 and c.channel = 'email' and c.address = t.address
               left join suppression s on s.shop_id = $1 and s.address = t.address) as m
      where e.shop_id = $1 and e.key = m.key and e.state = 'ready' and m.refusal is null
        and not exists (
          select from journey_run r where r.shop_id = $1 and r.id = e.run_id and r.state = 'exited')
        and not exists (select from inbox where shop_id = $1 and ${IS_CONSENT})
      returning e.key`,
    [
      shopId,
      fence,
      new Date(now),
      attempts.map(({ key }) => key),
      attempts.map((attempt) => attempt.class),
      addresses,
      attempts.map(({ subject }) => subject),
      attempts.map(({ templateVersion }) => templateVersion),
    ],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Whether consents wait in the inbox that are not yet processed. */
export async function hasPendingConsents(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ isPending: boolean }>(
    `select exists (select from inbox where shop_id = $1 and ${IS_CONSENT}) as "isPending"`,
    [shopId],
  );
  return rows[0]?.isPending ?? false;
}

/** A mail that was handed over, with what came of it. */
export type CompletedMail = {
  key: string;
  profileId: string | null;
  runId: string | null;
  customerId: string | null;
  address: string;
  journeyKey: string | null;
  template: string;
  class: MessageClass;
  subject: string;
  messageId: string;
  /** How often it was tried before this attempt. */
  attempts: number;
  outcome: MailOutcome;
};

type EffectUpdate = {
  key: string;
  state: string;
  reason: string | null;
  answer: string;
  dueAt: number | null;
};

/**
 * Marks what came of attempts. Only marks of this process's own attempts count: what another process has
 * taken over in the meantime stays as that process left it.
 */
export async function markCompleted(
  client: ShopClient,
  shopId: string,
  fence: number,
  completed: readonly CompletedMail[],
  now: number,
): Promise<void> {
  const updates = completed.map((mail) => effectUpdateOf(mail, now));
  const { rows } = await client.query<{ key: string }>(
    `update effect e
        set state = m.state, reason = m.reason, answer = m.answer, due_at = coalesce(m.due_at, e.due_at),
            settled_at = case when m.state <> 'ready' then $3::timestamptz end
       from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
            as m (key, state, reason, answer, due_at)
      where e.shop_id = $1 and e.key = m.key and e.state = 'attempted' and e.fence = $2
      returning e.key`,
    [
      shopId,
      fence,
      new Date(now),
      updates.map(({ key }) => key),
      updates.map(({ state }) => state),
      updates.map(({ reason }) => reason),
      updates.map(({ answer }) => answer),
      updates.map(({ dueAt }) => (dueAt === null ? null : new Date(dueAt))),
    ],
  );
  const ours = new Set(rows.map(({ key }) => key));
  const ownMails = completed.filter(({ key }) => ours.has(key));
  await recordSent(
    client,
    shopId,
    ownMails.filter(({ outcome }) => outcome.outcome === 'accepted'),
    now,
  );
  await recordBounces(client, shopId, ownMails.filter(isHardBounce), now);
}

function effectUpdateOf({ key, attempts, outcome }: CompletedMail, now: number): EffectUpdate {
  switch (outcome.outcome) {
    case 'accepted':
      return { key, state: 'done', reason: null, answer: outcome.answer, dueAt: null };
    case 'unknown':
      return { key, state: 'in_doubt', reason: 'link_lost', answer: outcome.reason, dueAt: null };
    case 'refused': {
      const cause = causeOfRefusal(outcome.answer);
      // Said for good, but there is room again some day.
      const isFinal = outcome.permanent && cause !== 'mailbox_full';
      const dueAt = isFinal ? null : nextTry(attempts + 1, now);
      const reason = cause === 'unknown' ? 'refused' : `refused_${cause}`;
      return dueAt === null
        ? { key, state: 'failed', reason, answer: outcome.answer, dueAt }
        : { key, state: 'ready', reason: 'try_again', answer: outcome.answer, dueAt };
    }
  }
}

/** A final answer that is about the mailbox; other refusals are about the mail, its sender or the server. */
function isHardBounce({ outcome }: CompletedMail): boolean {
  return (
    outcome.outcome === 'refused' &&
    outcome.permanent &&
    causeOfRefusal(outcome.answer) === 'mailbox'
  );
}

/** Keeps the mails that were accepted, each with the consent that allowed it, and sends the engine an event of each. */
export async function recordSent(
  client: ShopClient,
  shopId: string,
  sent: readonly Omit<CompletedMail, 'outcome' | 'attempts'>[],
  now: number,
): Promise<void> {
  const known = sent.flatMap((mail) =>
    mail.profileId === null ? [] : [{ ...mail, profileId: mail.profileId }],
  );
  if (known.length === 0) return;
  await client.query(
    `with m as (
       select * from unnest(
         $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
         as m (key, profile_id, run_id, journey_key, template, class, subject, message_id)
     ), kept as (
       insert into message
         (shop_id, effect_key, profile_id, journey_key, template, class, subject, message_id, sent_at, template_version,
          consent_id)
       select $1, key, profile_id, journey_key, template, class, subject, message_id, $2,
              (select e.template_version from effect e where e.shop_id = $1 and e.key = m.key),
              case when class = 'marketing' then (
                select e.consent_id from effect e where e.shop_id = $1 and e.key = m.key) end
         from m
       on conflict do nothing
     )
     insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts)
     select $1, gen_random_uuid(), $2, profile_id, run_id, key, 'sent', class, '${MAIL_RULE}',
            json_build_object('template', template)
       from m`,
    [
      shopId,
      new Date(now),
      known.map(({ key }) => key),
      known.map(({ profileId }) => profileId),
      known.map(({ runId }) => runId),
      known.map(({ journeyKey }) => journeyKey),
      known.map(({ template }) => template),
      known.map((mail) => mail.class),
      known.map(({ subject }) => subject),
      known.map(({ messageId }) => messageId),
    ],
  );
  const asked = await loadAskedProducts(client, shopId, known, now);
  await storeMailEvents(client, shopId, 'mail.sent', known, now, ({ key, template }) => ({
    template,
    asked: asked.get(key),
  }));
}

async function recordBounces(
  client: ShopClient,
  shopId: string,
  bounced: readonly CompletedMail[],
  now: number,
): Promise<void> {
  if (bounced.length === 0) return;
  await client.query(
    `insert into suppression (shop_id, address, reason, at)
     select distinct $1::uuid, address, 'hard_bounce', $2::timestamptz from unnest($3::text[]) as address
     on conflict (shop_id, address) do update set reason = excluded.reason, at = excluded.at`,
    [shopId, new Date(now), bounced.map(({ address }) => address)],
  );
  await storeMailEvents(client, shopId, 'mail.bounced', bounced, now, () => ({}));
}

type MailOfPerson = { key: string; template: string; customerId: string | null; address: string };

/**
 * Stores an event of each mail that belongs to the person with its address.
 * @param more what the event says beside which mail it is about, and when
 */
async function storeMailEvents<M extends MailOfPerson>(
  client: ShopClient,
  shopId: string,
  kind: 'mail.sent' | 'mail.bounced',
  mails: readonly M[],
  now: number,
  more: (mail: M) => object,
): Promise<void> {
  const deliveries = mails.filter(isOfPerson).map((mail) =>
    internalDelivery(kind, mail.key, now, {
      identifiers: identifiersOf(mail),
      at: now,
      effectKey: mail.key,
      ...more(mail),
    }),
  );
  await storeDeliveries(client, shopId, deliveries);
}

/** Whether a mail belongs to the person with its address: a stranger may have typed it, and it is not confirmed yet. */
function isOfPerson({ template }: { template: string }): boolean {
  return template !== VERIFICATION_MAIL;
}

function identifiersOf(mail: { customerId: string | null; address: string }): Identifier[] {
  return mail.customerId === null
    ? [{ kind: 'email', value: mail.address }]
    : [{ kind: 'customer', value: mail.customerId }];
}
