import type { SuppressionReason } from '#app/consent/may-send.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { MailDecisionInput } from '#app/messages/delivery/mail-input.ts';
import { CONSENT_WORDS } from '#app/scoring/model-form.ts';
import type { DecisionFact } from './decision-line.ts';

const BLOCK_WORDS: Record<SuppressionReason, string> = {
  unsubscribed: 'unsubscribed',
  soft_bounce: 'bounced five times in a row',
  hard_bounce: 'bounced',
  complaint: 'complained',
};

/**
 * What was known of the address when an email was decided about, in words; none of what is no email's.
 * @param input what the rule read, as it was stored
 * @param timeZone the shop's (IANA)
 */
export function mailFacts(input: unknown, timeZone: string): DecisionFact[] {
  const read = MailDecisionInput.safeParse(input);
  if (!read.success) return [];
  const { address, consent, suppression } = read.data;
  if (address === 'none') return [{ name: 'Email address', value: 'not known' }];
  if (address === 'unusable') return [{ name: 'Email address', value: 'cannot be used' }];
  const since = (at: number) => `since ${formatTime(at, timeZone)}`;
  const agreed = consent && `${CONSENT_WORDS[consent.state].toLowerCase()}, ${since(consent.at)}`;
  const facts = [{ name: 'Consent to email', value: agreed ?? 'none recorded' }];
  if (suppression) {
    const value = `${BLOCK_WORDS[suppression.reason]}, ${since(suppression.at)}`;
    facts.push({ name: 'Address blocked', value });
  }
  return facts;
}
