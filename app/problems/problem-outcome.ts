import type { DoubtOutcome } from '#app/messages/delivery/mails-in-doubt.ts';

import type { StopIntent } from '#app/journey-watch/stop-intent.ts';

/** What came of something that was done about problems. */
export type ProblemOutcome =
  | { intent: 'replay' | 'discard' | 'retry' | 'retry_run' | 'retry_profile'; count: number }
  /** A stopped journey that was hidden, or is shown again. */
  | { intent: StopIntent; count: number; key: string }
  /** The content of a delivery; null when the delivery is gone. */
  | { intent: 'view'; body: string | null }
  | { intent: 'sent' | 'again'; outcome: DoubtOutcome['outcome'] };
