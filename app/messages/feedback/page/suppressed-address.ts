import type { SuppressionReason } from '#app/consent/may-send.ts';
import { PROVIDER_WORDS, feedbackProviderOf } from '../feedback-providers.ts';

/** What the list of blocked addresses can be sorted by, the usual one first. */
export const SUPPRESSION_SORTS = ['since', 'address'] as const;
export type SuppressionSort = (typeof SUPPRESSION_SORTS)[number];

/** Blocked addresses on a page. */
export const SUPPRESSIONS_SHOWN = 25;

export type SuppressedAddress = {
  address: string;
  reason: SuppressionReason;
  since: number;
  source: string | null;
  words: string | null;
};

/** Why mail to an address is stopped, for merchants. */
export const SUPPRESSION_WORDS: Record<SuppressionReason, string> = {
  unsubscribed: 'Unsubscribed',
  soft_bounce: 'Bounced five times in a row',
  hard_bounce: 'Bounced',
  complaint: 'Marked as spam',
};

const SOURCES: Readonly<Record<string, string>> = { smtp: 'Mail server', file: 'Imported file' };

/** Who said so; empty where it is not known. */
export function suppressionSource(source: string | null): string {
  if (source === null) return '';
  const provider = feedbackProviderOf(source);
  return provider ? PROVIDER_WORDS[provider].label : (SOURCES[source] ?? '');
}
