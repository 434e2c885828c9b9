import type { DefinitionState } from '#app/definitions/definition-state.ts';
import type { OfferContent } from '#app/offers/offer-content.ts';
import type { OfferFigures } from './offer-list.ts';

/** An offer as it is edited. */
export type EditedOffer = {
  key: string;
  state: DefinitionState;
  /** The draft where there is one, else what is live. */
  content: OfferContent;
  /** The draft's; 0 without one. */
  revision: number;
  liveVersion: number | null;
  figures: OfferFigures;
};
