import { v7 } from 'uuid';
import { MailRequest } from '#app/effects/kinds/email.ts';
import {
  resolveMailDoubts,
  type MailDoubt,
  type ResolvedMail,
} from '#app/effects/store/mail-doubts.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { MAIL_ANSWER_RULE } from './mail-answer.ts';
import { recordSent, type SentMail } from './record-mails.server.ts';
import { insertHeldDecisions, type HeldDecision } from './store/held-decisions.server.ts';
import { selectDoubtReceivers, type DoubtReceiver } from './store/doubt-receivers.server.ts';

/**
 * Completes mails that were attempted and not answered. What arrived is noted with the address and the subject it left
 * with; what is no longer open is left alone.
 * @param now epoch milliseconds
 * @param isDecided whether a person decided: a mail that is to be sent again then has all its tries again
 */
export async function resolveDoubts(
  client: ShopClient,
  shopId: string,
  doubts: readonly MailDoubt[],
  now: number,
  isDecided = false,
): Promise<void> {
  const resolved = await resolveMailDoubts(client, shopId, doubts, now, isDecided);
  await recordUnanswered(client, shopId, resolved, now, isDecided);
  const arrived = resolved.filter(({ found }) => found === 'accepted');
  if (arrived.length === 0) return;
  const rows = await selectDoubtReceivers(client, shopId, arrived);
  const receivers = new Map(rows.map((row) => [row.key, row]));
  const sent = arrived.map((mail) => sentMail(mail, receivers.get(mail.key)));
  await recordSent(client, shopId, sent, now);
  await enqueueJob(client, shopId, 'drain');
}

/** Records what became of the doubt about mails of people that the receiver does not have, or does not know of. */
async function recordUnanswered(
  client: ShopClient,
  shopId: string,
  resolved: readonly ResolvedMail[],
  now: number,
  isDecided: boolean,
): Promise<void> {
  const decisions = resolved.flatMap(({ key, found, before, profileId, runId, payload }) => {
    const isNews = found === 'absent' || (found === 'unknown' && before !== 'in_doubt');
    const request = MailRequest.safeParse(payload);
    if (profileId === null || !isNews || !request.success) return [];
    const { journeyKey, template, class: messageClass } = request.data;
    const decision: HeldDecision = {
      id: v7(),
      ...{ key, profileId, runId, journeyKey, template, rule: MAIL_ANSWER_RULE },
      outcome: found === 'absent' ? 'deferred' : 'in_doubt',
      reason: isDecided ? 'sent_again' : `receiver_${found}`,
      facts: { template, class: messageClass },
      input: null,
    };
    return [decision];
  });
  await insertHeldDecisions(client, shopId, decisions, now);
}

function sentMail(mail: ResolvedMail, receiver: DoubtReceiver | undefined): SentMail {
  const { key, profileId, runId, payload, messageId, consentId, templateVersion } = mail;
  const { journeyKey, template, class: messageClass } = MailRequest.parse(payload);
  return {
    key,
    profileId,
    runId,
    customerId: receiver?.customerId ?? null,
    address: mail.address ?? receiver?.address ?? '',
    journeyKey,
    template,
    class: messageClass,
    // Of emails attempted before the subject was kept.
    subject: mail.subject ?? template,
    messageId,
    consentId,
    templateVersion,
  };
}
