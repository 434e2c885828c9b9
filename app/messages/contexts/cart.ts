import { CartSubject } from '#app/effects/cart-subject.ts';
import type { CartSnapshot, Line } from '#app/events/event.ts';
import { cartLink } from '#app/lib/cart-link.ts';
import { moneyOfCart } from '#app/messages/render/mail-money.ts';
import type { CartStanding } from '#app/profiles/carts/cart-standing.ts';
import type { ActionPlace, MailContextRecord } from './mail-context.ts';

/** A cart or checkout at the moment of sending. */
export type LoadedCart = {
  /** What of it is left to order. */
  standing: CartStanding;
  snapshot: CartSnapshot | null;
  /** Whether it is a checkout that no signed delivery named together with a person. */
  isUnclaimed: boolean;
};

const UNWANTED = {
  open: null,
  ordered: 'ordered',
  emptied: 'basket_emptied',
  unknown: 'basket_unknown',
} as const satisfies Record<CartStanding['standing'], string | null>;

/** A mail about a cart or checkout: what is in it still, as long as it can be bought. */
export const cartContext: MailContextRecord<CartSubject, LoadedCart> = {
  schema: CartSubject,
  occasion: {
    en: (place) => `left a cart ${place}`,
    de: (place) => `${place} einen Warenkorb zurückgelassen`,
    fr: (place) => `avez laissé un panier ${place}`,
  },
  reasonUnwanted: ({ standing }) => UNWANTED[standing.standing],
  goods: {
    all: ({ snapshot }) => snapshot?.lines ?? [],
    shown: openLines,
    nothingToShow: (_loaded, shown) => (shown.length === 0 ? 'out_of_stock' : null),
    money: ({ snapshot }) => moneyOfCart(snapshot),
    isSummed: true,
  },
  actionUrl: cartUrl,
  variables: {},
};

function openLines({ standing }: LoadedCart, isSoldOut: (line: Line) => boolean): Line[] {
  return standing.standing === 'open' ? standing.lines.filter((line) => !isSoldOut(line)) : [];
}

/** Where the cart is taken up again as it was, or else a cart with the same goods. */
function cartUrl({ standing, isUnclaimed }: LoadedCart, place: ActionPlace): string {
  const recovery = !isUnclaimed && standing.standing === 'open' ? standing.cart.recoveryUrl : null;
  return recovery !== null && place.isOwnAddress(recovery)
    ? recovery
    : cartLink(place.storefrontUrl, place.lines);
}
