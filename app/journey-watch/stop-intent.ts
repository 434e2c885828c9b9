/** What staff do with a stop: look away for a day, or for good, or take that back. */
export type StopIntent = 'snooze_stop' | 'dismiss_stop' | 'show_stop';
