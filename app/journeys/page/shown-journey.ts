import type { Journey } from '#app/journeys/definition.ts';

/** Whether a journey starts runs, is out of use, or was never published. */
export type JourneyState = 'live' | 'archived' | 'draft';

/** A journey as pages show it, in its live version; a draft has none and counts as version 0. */
export type ShownJourney = { journey: Journey; state: JourneyState };
