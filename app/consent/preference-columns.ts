import type { ReaderFrequency, ReaderPreferences } from './reader-preferences.ts';
import { USUAL_PREFERENCES } from './reader-preferences.ts';

/** What the owner of an address chose, as a row has it; null where nothing was. */
export type PreferenceColumns = {
  declined_topics: string[] | null;
  frequency: ReaderFrequency | null;
  paused_until: number | null;
  declines_banners: boolean | null;
};

/** These columns for a `select`. @param chosen what `reader_preference` is called there */
export function preferenceColumns(chosen: string): string {
  return `${chosen}.declined_topics, ${chosen}.frequency, ${chosen}.paused_until, ${chosen}.declines_banners`;
}

/** What was chosen, out of a row. */
export function preferencesOfRow(row: PreferenceColumns): ReaderPreferences {
  return {
    declinedTopics: row.declined_topics ?? USUAL_PREFERENCES.declinedTopics,
    frequency: row.frequency ?? USUAL_PREFERENCES.frequency,
    pausedUntil: row.paused_until,
    declinesBanners: row.declines_banners ?? USUAL_PREFERENCES.declinesBanners,
  };
}
