import type { StartRefusal } from '#app/journeys/start-journey.ts';
import { reasonWords } from './reason-words.ts';

/** What came of adding a person to a journey, or of taking them off it. */
export type PersonEntryOutcome =
  | { outcome: 'started'; runId: string }
  | { outcome: 'refused'; reason: StartRefusal }
  | { outcome: 'exited' }
  | { outcome: 'not_found' };

/** Why a person cannot enter a journey, in words. */
export function refusalWords(reason: StartRefusal): string {
  return `Not added. ${reasonWords(reason)}`;
}
