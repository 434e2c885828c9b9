import { DAY } from '#app/lib/duration.ts';
import type { MessageClass } from './may-send.ts';
import type { EmailTopic } from './email-topics.ts';

/** How often at the most the marketing emails of a shop may reach an address; `all` is as often as the shop's limits let. */
export const READER_FREQUENCIES = ['all', 'week', 'month'] as const;
export type ReaderFrequency = (typeof READER_FREQUENCIES)[number];

/** The span in which a reader wants at most one marketing email; null for as many as there are. */
export const FREQUENCY_SPANS: Record<ReaderFrequency, number | null> = {
  all: null,
  week: 7 * DAY,
  month: 30 * DAY,
};

/** A pause of emails lasts so long. */
export const READER_PAUSE_MS = 30 * DAY;

/** What the owner of an address chose of the marketing of a shop. Times are epoch milliseconds. */
export type ReaderPreferences = {
  /** Topics by name; those that do not exist any more stop nothing. */
  declinedTopics: readonly string[];
  frequency: ReaderFrequency;
  /** Until when no marketing email is sent; null while there is no pause. */
  pausedUntil: number | null;
  /** Whether messages in the shop, which are banners, are not wanted. */
  declinesBanners: boolean;
};

/** Of an address whose owner chose nothing. */
export const USUAL_PREFERENCES: ReaderPreferences = {
  declinedTopics: [],
  frequency: 'all',
  pausedUntil: null,
  declinesBanners: false,
};

/** Why the choice of its reader stops an email. */
export type ReaderRefusal = 'reader_paused' | 'topic_declined';

/** An email as its reader chose about it. */
export type ReaderChoice = {
  topic: EmailTopic;
  preferences: Pick<ReaderPreferences, 'declinedTopics' | 'pausedUntil'>;
};

/**
 * Why the choice of its reader stops an email; null when it does not. Asked when the email is planned and when it is sent,
 * here and in the database. How often emails may come is for the planner to say.
 * @param now epoch milliseconds
 */
export function refusedByReader(
  messageClass: MessageClass,
  { topic, preferences: { declinedTopics, pausedUntil } }: ReaderChoice,
  now: number,
): ReaderRefusal | null {
  if (messageClass === 'transactional') return null;
  if (declinedTopics.includes(topic)) return 'topic_declined';
  return pausedUntil !== null && pausedUntil > now ? 'reader_paused' : null;
}

/** The names of the columns in a statement, each null where nothing was chosen, and of the moment. */
type ReaderColumns = {
  messageClass: string;
  topic: string;
  declinedTopics: string;
  pausedUntil: string;
  now: string;
};

/** The same rule as an SQL expression: why an email is stopped, null when it is not. */
export function readerRefusalSql(columns: ReaderColumns): string {
  const { messageClass, topic, declinedTopics, pausedUntil, now } = columns;
  return `case
    when ${messageClass} = 'transactional' then null
    when ${topic} = any(${declinedTopics}) then 'topic_declined'
    when ${pausedUntil} > ${now} then 'reader_paused' end`;
}

/** Whether two choices are the same. */
export function samePreferences(one: ReaderPreferences, other: ReaderPreferences): boolean {
  return (
    one.frequency === other.frequency &&
    one.pausedUntil === other.pausedUntil &&
    one.declinesBanners === other.declinesBanners &&
    one.declinedTopics.toSorted().join() === other.declinedTopics.toSorted().join()
  );
}
