import type {
  DiscardOutcome,
  DraftOutcome,
  PublishOutcome,
  StateOutcome,
} from '#app/definitions/definition-outcome.ts';

/** What came of anything that the page of an offer asked for. */
export type OfferOutcome = DraftOutcome | DiscardOutcome | PublishOutcome | StateOutcome;
