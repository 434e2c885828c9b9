/**
 * What can be done about a problem; `view` shows a delivery, `discard` deletes it, `sent` and `again` resolve a mail in doubt, `retry` is of
 * effects and the two after it of runs and of profiles.
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
] as const;
export type ProblemIntent = (typeof PROBLEM_INTENTS)[number];
