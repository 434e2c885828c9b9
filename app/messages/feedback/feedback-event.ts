import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';

/**
 * What became of an email at its receiver. `hard`: nothing will ever arrive at the address. `soft`: this email was given up,
 * the next may arrive. `other`: nothing that says anything of the address, such as a delay or a refusal of the sender.
 */
export type FeedbackKind = 'hard' | 'soft' | 'complaint' | 'delivered' | 'other';

/** One report about one email to one address, of whichever provider or mail server. */
export type FeedbackEvent = {
  kind: FeedbackKind;
  /**
   * What a soft bounce is counted once by: the email as the provider calls it, else the report itself. One email that bounces
   * softly after each of its tries is one bounce.
   */
  mail: string;
  /** As it was written; null where the report leaves it out and only the email says it. */
  address: string | null;
  /** Our own Message-ID without its angle brackets, where the report has it. */
  messageId: string | null;
  /** Epoch milliseconds; null when it is not said. */
  at: number | null;
  /** In the words of the server or provider. */
  words: string | null;
};

/** What a report came to. `confirm`: the provider asks whether it may report here, by a GET of that address. */
export type ReadFeedback =
  | { outcome: 'read'; events: FeedbackEvent[] }
  | { outcome: 'confirm'; url: string }
  | { outcome: 'unreadable'; reason: string };

/** More reports than any provider puts into one request. */
export const MOST_FEEDBACK_EVENTS = 2_000;

const LONGEST_WORDS = 500;

/** Words of a server on one line, cut to what is stored; null when there are none. */
export function serverWords(...parts: (string | null | undefined)[]): string | null {
  const text = parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(' ')
    .replaceAll(/[\p{Cc}\s\p{Surrogate}]+/gu, ' ')
    .trim();
  return text === '' ? null : truncateUtf8(text, LONGEST_WORDS);
}

/** A Message-ID without its angle brackets; null when there is none. */
export function bareMessageId(header: string | null | undefined): string | null {
  const bare = (header ?? '').trim().replace(/^<([^<>]*)>$/, '$1');
  return bare === '' ? null : bare;
}
