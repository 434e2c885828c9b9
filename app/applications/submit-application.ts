import type { InvalidFields } from './application.ts';
import type { BotCheckResult } from './bot-check.ts';

/** Why what is right in itself has to be sent once more. */
export type Doubt = Exclude<BotCheckResult, 'person'>;

/** What the storefront form is answered. */
export type SubmitOutcome =
  { outcome: 'received' } | (InvalidFields & { doubt?: Doubt }) | { outcome: 'too_many' };
