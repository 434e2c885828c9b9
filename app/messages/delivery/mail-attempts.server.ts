import { v7 } from 'uuid';
import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import { restoreRefusals } from '#app/consent/remembered-refusals.server.ts';
import { campaignIdOf } from '#app/effects/campaign-key.ts';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { afterFailedTry, type RandomSource } from '#app/effects/retry-policy.ts';
import { repeatedCampaignMails } from '#app/effects/store/campaign-effects.server.ts';
import {
  completeMails,
  markMailsAttempted,
  type MailCompletion,
  type MailProof,
} from '#app/effects/store/mail-phases.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { afterRefusal, MAIL_ANSWER_RULE, type MailAnswerInput } from './mail-answer.ts';
import type { MailOutcome } from './mailer.ts';
import { recordBounces, recordSent, type SentMail } from './record-mails.server.ts';
import { causeOfRefusal } from './smtp-answer.ts';
import { insertHeldDecisions, type HeldDecision } from './store/held-decisions.server.ts';
import {
  lockCampaigns,
  lockPeople,
  unstoppedMails,
  type StoppableMail,
} from './store/mail-stops.server.ts';

/** A mail about to be handed over. */
export type MailAttempt = StoppableMail & {
  profileId: string | null;
  subject: string;
  /** Of the email that it is written from. */
  templateVersion: number | null;
};

/**
 * Marks mails as attempted, each with the proof of the consent that allows it, unless something that stops them was
 * committed before.
 *
 * What stops mail to an address (an unsubscribe, a withdrawn consent, a choice of its owner) locks the address's row in the same
 * transaction, what ends a run (an order) the person's, and what cancels a campaign its own. Here these rows are locked first, and only then the
 * stops are read: so no stop can be committed between the reading and the mark.
 *
 * @returns keys of the mails that may go out now
 */
export async function markAttempted(
  client: ShopClient,
  shopId: string,
  fence: number,
  attempts: readonly MailAttempt[],
  now: number,
): Promise<Set<string>> {
  const people = attempts.flatMap(({ profileId }) => profileId ?? []);
  await lockPeople(client, shopId, people);
  await lockCampaigns(
    client,
    shopId,
    attempts.flatMap(({ key }) => campaignIdOf(key) ?? []),
  );
  const addresses = attempts.map(({ address }) => address);
  await lockAddresses(client, shopId, addresses, 'share');
  const consents = await allowingConsents(client, shopId, attempts, now);
  const ofCampaigns = attempts.flatMap(({ key }) => (campaignIdOf(key) === null ? [] : [key]));
  // Two people may have been merged since it was decided that both get it.
  const repeated = await repeatedCampaignMails(client, shopId, ofCampaigns);
  const marks = attempts.flatMap(({ key, address, subject, templateVersion }) => {
    const consentId = consents.get(key);
    return consentId === undefined || repeated.has(key)
      ? []
      : [{ key, consentId, address, subject, templateVersion }];
  });
  if (marks.length === 0) return new Set();
  return await markMailsAttempted(client, shopId, fence, marks, now);
}

/**
 * What nothing stops, also nothing that an erased person refused at the same address: that is looked for only where people were
 * erased, so that other shops need no statement more for it.
 * @returns the consents that allow the mails, by key
 */
async function allowingConsents(
  client: ShopClient,
  shopId: string,
  attempts: readonly MailAttempt[],
  now: number,
): Promise<Map<string, string | null>> {
  const found = await unstoppedMails(client, shopId, attempts, now);
  if (!found.hasErasedPeople) return found.consents;
  const addresses = attempts.map(({ address }) => address);
  await restoreRefusals(client, shopId, ringOf(client).erasedCodes, addresses);
  return (await unstoppedMails(client, shopId, attempts, now)).consents;
}

/** A mail that was handed over, with what came of it. */
export type HandedMail = Omit<SentMail, keyof MailProof> & {
  /** How often it was tried before this attempt. */
  attempts: number;
  outcome: MailOutcome;
};

/**
 * Marks what came of attempts. Only marks of this process's own attempts count: what another process has
 * taken over in the meantime stays as that process left it.
 */
export async function markCompleted(
  client: ShopClient,
  shopId: string,
  fence: number,
  handed: readonly HandedMail[],
  now: number,
  random: RandomSource,
): Promise<void> {
  const completions = handed.map((mail) => completionOf(mail, now, random));
  const proofs = await completeMails(client, shopId, fence, completions, now);
  const ours = handed.flatMap((mail) => {
    const proof = proofs.get(mail.key);
    return proof === undefined ? [] : [{ ...mail, ...proof }];
  });
  await recordAnswers(client, shopId, ours, completions, now);
  const accepted = ours.filter(({ outcome }) => outcome.outcome === 'accepted');
  await recordSent(client, shopId, accepted, now);
  await recordBounces(client, shopId, ours.filter(isHardBounce), now);
}

function completionOf(
  { key, attempts, outcome }: HandedMail,
  now: number,
  random: RandomSource,
): MailCompletion {
  switch (outcome.outcome) {
    case 'accepted':
      return { key, state: 'done', reason: null, answer: outcome.answer, dueAt: null };
    case 'unknown':
      return { key, state: 'in_doubt', reason: 'link_lost', answer: outcome.reason, dueAt: null };
    case 'refused': {
      const { answer } = outcome;
      const { reason, outcome: after } = afterRefusal(answerInput(outcome, attempts));
      const next = afterFailedTry(retryPolicyOf('email'), attempts + 1, now, random);
      return after === 'deferred' && next.state === 'ready'
        ? { key, state: 'ready', reason, answer, dueAt: next.dueAt }
        : { key, state: 'failed', reason, answer, dueAt: null };
    }
  }
}

function answerInput(
  { answer, permanent }: MailOutcome & { outcome: 'refused' },
  attempts: number,
): MailAnswerInput {
  return { kind: 'mail_answer', permanent, cause: causeOfRefusal(answer), attempts };
}

/** Records what was decided about mails of people that the receiver did not accept, or did not answer. */
async function recordAnswers(
  client: ShopClient,
  shopId: string,
  handed: readonly HandedMail[],
  completions: readonly MailCompletion[],
  now: number,
): Promise<void> {
  const completed = new Map(completions.map((one) => [one.key, one]));
  const decisions = handed.flatMap((mail): HeldDecision[] => {
    const { key, profileId, runId, journeyKey, template, outcome, attempts } = mail;
    const completion = completed.get(key);
    if (profileId === null || outcome.outcome === 'accepted' || !completion) return [];
    const { state, reason, dueAt } = completion;
    if (reason === null) return [];
    return [
      {
        id: v7(),
        ...{ key, profileId, runId, journeyKey, template, reason, rule: MAIL_ANSWER_RULE },
        outcome: state === 'ready' ? 'deferred' : state,
        facts: { template, class: mail.class, ...(dueAt === null ? {} : { until: dueAt }) },
        input: outcome.outcome === 'refused' ? answerInput(outcome, attempts) : null,
      },
    ];
  });
  await insertHeldDecisions(client, shopId, decisions, now);
}

/** A final answer that is about the mailbox; other refusals are about the mail, its sender or the server. */
function isHardBounce({ outcome }: HandedMail): boolean {
  return (
    outcome.outcome === 'refused' &&
    outcome.permanent &&
    causeOfRefusal(outcome.answer) === 'mailbox'
  );
}
