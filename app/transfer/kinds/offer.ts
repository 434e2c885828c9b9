import { offerKind } from '#app/offers/offer-kind.ts';
import { definitionTransfer } from './definition.ts';
import { predicateReferences, withPredicateReferences } from './predicate-references.ts';

/** Offers in files, with the segments that their conditions refer to. */
export const offerTransfer = definitionTransfer(offerKind, {
  references: ({ who, benefit }) => [
    ...predicateReferences(who),
    ...(benefit.kind === 'gift_product' && benefit.productId !== ''
      ? [{ kind: 'product' as const, key: benefit.productId }]
      : []),
  ],
  withReferences: (offer, keyOf) => ({ ...offer, who: withPredicateReferences(offer.who, keyOf) }),
});
