/** What can be done about a problem; `view` shows a delivery, `sent` and `again` settle a mail in doubt. */
export const PROBLEM_INTENTS = ['replay', 'retry', 'view', 'sent', 'again'] as const;
export type ProblemIntent = (typeof PROBLEM_INTENTS)[number];
