import { EMAIL_TOPICS, emailTopicLabel } from '#app/consent/email-topics.ts';
import type { ReaderFrequency, ReaderPreferences } from '#app/consent/reader-preferences.ts';
import { formatDate } from '#app/lib/format/time.ts';

const FREQUENCY_WORDS: Record<ReaderFrequency, string | null> = {
  all: null,
  week: 'At most one email a week',
  month: 'At most one email a month',
};

/**
 * What a person chose of the store's marketing, as staff read it, one line each; none of who wants everything.
 * @param now epoch milliseconds
 * @param timeZone the shop's (IANA)
 */
export function choicesInWords(
  { declinedTopics, frequency, pausedUntil, declinesBanners }: ReaderPreferences,
  now: number,
  timeZone: string,
): string[] {
  const declined = EMAIL_TOPICS.filter((topic) => declinedTopics.includes(topic));
  const isPaused = pausedUntil !== null && pausedUntil > now;
  const often = FREQUENCY_WORDS[frequency];
  return [
    ...(declined.length === 0
      ? []
      : [`No emails about: ${declined.map(emailTopicLabel).join(', ')}`]),
    ...(often === null ? [] : [often]),
    ...(isPaused ? [`Emails paused until ${formatDate(pausedUntil, timeZone)}`] : []),
    ...(declinesBanners ? ['No banners in the online store'] : []),
  ];
}
