import { actorName } from '#app/audit/actor-name.ts';
import type { SuppressionReason } from '#app/consent/may-send.ts';
import { SUPPRESSION_WORDS, suppressionSource } from './suppressed-address.ts';

/** Changes shown of one address, the newest. */
export const SUPPRESSION_CHANGES_SHOWN = 10;

/** One time that email to an address was stopped or allowed again; `at` in epoch milliseconds. */
export type SuppressionChangeShown = {
  id: string;
  address: string;
  change: 'suppressed' | 'lifted';
  reason: SuppressionReason;
  at: number;
  source: string | null;
  words: string | null;
  /** Who allowed it; null where an email that arrived did. */
  actor: string | null;
};

/** What happened, in words. @param reader the staff member who reads it */
export function suppressionChangeWords(
  { change, reason, source, words, actor }: SuppressionChangeShown,
  reader: string,
): string {
  const said =
    change === 'lifted'
      ? [`${actorName(actor ?? 'system', reader)} allowed email again`, words]
      : [SUPPRESSION_WORDS[reason], suppressionSource(source), words];
  return said.filter((part) => part !== null && part !== '').join(': ');
}
