import type { DoubtOutcome } from '#app/messages/delivery/mails-in-doubt.ts';

/** What came of something that was done about problems. */
export type ProblemOutcome =
  | { intent: 'replay' | 'discard' | 'retry' | 'retry_run' | 'retry_profile'; count: number }
  /** The content of a delivery; null when the delivery is gone. */
  | { intent: 'view'; body: string | null }
  | { intent: 'sent' | 'again'; outcome: DoubtOutcome['outcome'] };
