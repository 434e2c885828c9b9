import type { Journey } from '#app/journeys/definition.ts';

/** Whether a journey starts runs, stands still, is out of use, or was never published. */
export type JourneyState = 'live' | 'paused' | 'archived' | 'draft';

/** A journey as pages show it, in its live version; a draft has none and counts as version 0. */
export type ShownJourney = {
  journey: Journey;
  state: JourneyState;
  /** Whether it waits in the gallery: it was never in use. */
  isUnused?: true;
};
