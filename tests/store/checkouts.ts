import { linesFor, type LineRequest } from './carts.ts';
import { createCustomer, setConsent } from './customers.ts';
import { checkoutPayload } from './payloads/checkout.ts';
import type { Address, Checkout, LineItem, ShopifyId } from './shop-records.ts';
import { emitEvent, type ShopBooks } from './shop-books.ts';

/** What a shopper has filled in so far. */
export type CheckoutDetails = {
  email?: string;
  phone?: string;
  firstName?: string;
  lastName?: string;
  acceptsMarketing?: boolean;
  shippingAddress?: Address;
  discountCodes?: string[];
  at?: number;
};

/** A checkout starts from a cart, or from lines of its own (a buy-now button). */
export type CheckoutInput = CheckoutDetails & { landingSite?: string } & (
    { cartToken: string } | { lines: LineRequest[] }
  );

/** Starts a checkout and emits checkouts/create; an email address makes or finds the customer. */
export function startCheckout(books: ShopBooks, input: CheckoutInput): Checkout {
  const at = input.at ?? books.clock.now();
  const token = books.ids.token();
  const checkout: Checkout = {
    token,
    cartToken: 'cartToken' in input ? input.cartToken : null,
    email: null,
    phone: null,
    customerId: null,
    acceptsMarketing: false,
    lines: 'cartToken' in input ? cartLines(books, input.cartToken) : linesFor(books, input.lines),
    shippingAddress: null,
    discountCodes: [],
    landingSite: input.landingSite ?? null,
    abandonedCheckoutUrl: `${books.storefrontUrl()}/checkouts/${token}/recover`,
    createdAt: at,
    updatedAt: at,
    completedAt: null,
  };
  books.checkouts.set(token, checkout);
  fillIn(books, checkout, input, at);
  emitEvent(books, 'checkouts/create', checkoutPayload(books, checkout), at);
  return checkout;
}

/** Takes what the shopper filled in since, and the cart's lines as they are now; emits checkouts/update. */
export function updateCheckout(books: ShopBooks, token: string, input: CheckoutDetails): Checkout {
  const checkout = checkoutOf(books, token);
  const at = input.at ?? books.clock.now();
  if (checkout.cartToken !== null) checkout.lines = cartLines(books, checkout.cartToken);
  checkout.updatedAt = at;
  fillIn(books, checkout, input, at);
  emitEvent(books, 'checkouts/update', checkoutPayload(books, checkout), at);
  return checkout;
}

/** The checkout with a token; throws when there is none. */
export function checkoutOf(books: ShopBooks, token: string): Checkout {
  const checkout = books.checkouts.get(token);
  if (!checkout)
    throw new Error(`The store has no checkout ${token}. Start one with startCheckout.`);
  return checkout;
}

function fillIn(books: ShopBooks, checkout: Checkout, details: CheckoutDetails, at: number): void {
  checkout.email = details.email ?? checkout.email;
  checkout.phone = details.phone ?? checkout.phone;
  checkout.shippingAddress = details.shippingAddress ?? checkout.shippingAddress;
  checkout.discountCodes = details.discountCodes ?? checkout.discountCodes;
  checkout.acceptsMarketing = details.acceptsMarketing ?? checkout.acceptsMarketing;
  if (checkout.email !== null) {
    checkout.customerId = customerFor(books, checkout.email, details, at);
    if (checkout.acceptsMarketing)
      setConsent(books, checkout.customerId, 'email', 'subscribed', { at });
  }
}

function customerFor(
  books: ShopBooks,
  email: string,
  details: CheckoutDetails,
  at: number,
): ShopifyId {
  const known = books.customersByEmail.get(email.toLowerCase());
  if (known !== undefined) return known;
  const { firstName, lastName, shippingAddress } = details;
  return createCustomer(books, { email, firstName, lastName, address: shippingAddress, at }).id;
}

function cartLines(books: ShopBooks, cartToken: string): LineItem[] {
  const cart = books.carts.get(cartToken);
  if (!cart) throw new Error(`The store has no cart ${cartToken}. Create one with createCart.`);
  return cart.lines.map((line) => ({ ...line }));
}
