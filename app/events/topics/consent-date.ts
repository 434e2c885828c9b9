import type { ConsentEvidence, ConsentState } from '#app/events/event.ts';
import type { DeliveryContext } from './topic-handler.ts';

/**
 * When an act of consent counts as done, and what it rests on. A date after the receipt, or a missing one,
 * becomes the moment of receipt. An opt-in with such a date is only a claim: it may be an old one that another
 * program wrote down in the wrong time zone. A refusal counts whatever its date. An opt-in without a date in a record
 * that was read in bulk counts as of the record's own time: it stood there then.
 * @param date as it was written in the signed body, epoch milliseconds; null when it was not, or not readably
 * @param recordedAt when the record that holds it was changed last; null when that was not sent
 * @returns `at` in epoch milliseconds, never later than the receipt
 */
export function dateConsent(
  state: ConsentState,
  date: number | null,
  recordedAt: number | null,
  { receivedAt, isRecord }: Pick<DeliveryContext, 'receivedAt' | 'isRecord'>,
): { at: number; evidence: ConsentEvidence } {
  const isDated = date !== null && date <= receivedAt;
  const at = isDated ? date : receivedAt;
  if (state === 'subscribed' && !isDated) {
    const isKnown = date === null && isRecord && recordedAt !== null;
    return { at: isKnown ? Math.min(recordedAt, receivedAt) : at, evidence: 'claim' };
  }
  return { at, evidence: isRecord ? 'record' : 'act' };
}
