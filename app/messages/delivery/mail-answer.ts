import { z } from 'zod';
import { retryPolicyOf } from '#app/effects/registry.ts';
import type { RefusalCause } from './smtp-answer.ts';

/** The name of this rule and its version, as decisions note it. */
export const MAIL_ANSWER_RULE = 'mail-answer@1';

/** What a mail server answered, as it is stored with the decision. */
export const MailAnswerInput = z.object({
  kind: z.literal('mail_answer'),
  /** Whether it said that trying again would give the same answer. */
  permanent: z.boolean(),
  cause: z.enum([
    'mailbox',
    'mailbox_full',
    'sender',
    'content',
    'policy',
    'server',
    'unknown',
  ] satisfies RefusalCause[]),
  /** How often it was tried before. */
  attempts: z.number(),
});
export type MailAnswerInput = z.infer<typeof MailAnswerInput>;

/** What becomes of a mail that was refused: it is tried again, or has failed, with the reason. */
export type AfterRefusal = { outcome: 'deferred' | 'failed'; reason: string };

/** What follows from a refusal: one for good, or the last of the tries, is a failure. */
export function afterRefusal({ permanent, cause, attempts }: MailAnswerInput): AfterRefusal {
  // Said for good, but there is room again some day.
  const isFinal = permanent && cause !== 'mailbox_full';
  if (!isFinal && attempts + 1 < retryPolicyOf('email').mostTries)
    return { outcome: 'deferred', reason: 'try_again' };
  return { outcome: 'failed', reason: cause === 'unknown' ? 'refused' : `refused_${cause}` };
}
