/**
 * What can be done about a problem; `view` shows a delivery, `discard` deletes it, `sent` and `again` resolve a mail in doubt, `retry` is of
 * effects and the two after it of runs and of profiles;
 * the last three hide a stopped journey, or show it again.
 */
export const PROBLEM_INTENTS = [
  'replay',
  'discard',
  'retry',
  'retry_run',
  'retry_profile',
  'view',
  'sent',
  'again',
  'snooze_stop',
  'dismiss_stop',
  'show_stop',
] as const;
export type ProblemIntent = (typeof PROBLEM_INTENTS)[number];
