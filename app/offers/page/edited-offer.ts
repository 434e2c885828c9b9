import type { OfferContent } from '#app/offers/offer-content.ts';
import type { OfferFigures, OfferState } from './offer-list.ts';

/** An offer as it is edited. */
export type EditedOffer = {
  key: string;
  state: OfferState;
  /** The draft where there is one, else what is live. */
  content: OfferContent;
  /** The draft's; 0 without one. */
  revision: number;
  liveVersion: number | null;
  figures: OfferFigures;
};
