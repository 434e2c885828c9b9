import type { InvalidFields } from './application.ts';

/** The outcome of a retry for an application whose company Shopify refused. */
export type RetryOutcome = { outcome: 'trying' } | { outcome: 'nothing_to_retry' };

/** The outcome of a retry with corrected details. */
export type CorrectionOutcome = RetryOutcome | InvalidFields;
