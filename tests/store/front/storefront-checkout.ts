import { z } from 'zod';
import type { CheckoutDetails } from '#tests/store/checkouts.ts';
import type { StoreRoute } from '#tests/store/routes.ts';
import { orderTotal, type Checkout, type Order } from '#tests/store/shop-records.ts';
import type { Store } from '#tests/store/store.ts';
import { CART_COOKIE, cookieHeader, cookieOf, LANDING_COOKIE } from './cookies.ts';
import { cartItems, cartTokenOf, countryName } from './storefront-values.ts';
import type { ShowPage } from './show-page.ts';

const text = z.string().trim().max(200).default('');
const checkoutForm = z.object({
  email: z.email().max(254),
  marketing: z.literal('yes').optional(),
  country: z.string().length(2).default('GB'),
  first_name: text,
  last_name: text,
  address: text,
  city: text,
  zip: text,
});
type CheckoutForm = z.infer<typeof checkoutForm>;

/** Checkout as Shopify runs it: it exists once an email address is known, and can be come back to. */
export function checkoutRoute(store: Store, show: ShowPage): StoreRoute {
  return async (request, { pathname }) => {
    if (pathname === '/storefront/checkout') {
      return request.method === 'POST'
        ? pay(store, show, request)
        : checkoutPage(store, show, request);
    }
    if (pathname === '/storefront/checkout/contact' && request.method === 'POST')
      return saveContact(store, request);
    const [, token = '', step] =
      /^\/storefront\/(?:checkouts|orders)\/(\w+)\/(recover|thank-you)$/.exec(pathname) ?? [];
    if (step === 'recover') return recover(store, show, request, token);
    const order =
      step === 'thank-you' &&
      [...store.shop.orders.values()].find((candidate) => candidate.token === token);
    return order
      ? show(request, 'thanks', {
          title: 'Thank you',
          order: orderValues(store, order),
          checkout_token: order.checkoutToken,
        })
      : undefined;
  };
}

async function checkoutPage(
  store: Store,
  show: ShowPage,
  request: Request,
  problem?: string,
): Promise<Response> {
  const cartToken = cartTokenOf(store, request);
  if (cartToken === undefined || store.shop.carts.get(cartToken)?.lines.length === 0)
    return seeOther('/storefront/cart');
  const checkout = openCheckout(store, cartToken);
  const address = checkout?.shippingAddress;
  const details = {
    email: checkout?.email,
    marketing: checkout?.acceptsMarketing,
    country: address?.countryCode ?? store.shop.identity.countryCode,
    first_name: address?.firstName,
    last_name: address?.lastName,
    address: address?.address1,
    city: address?.city,
    zip: address?.zip,
  };
  return show(
    request,
    'checkout',
    { title: 'Checkout', details, problem, checkout_token: checkout?.token },
    { status: problem === undefined ? 200 : 422 },
  );
}

async function saveContact(store: Store, request: Request): Promise<Response> {
  const form = checkoutForm.safeParse(Object.fromEntries(await request.formData()));
  const cartToken = cartTokenOf(store, request);
  if (!form.success || cartToken === undefined)
    return Response.json({ outcome: 'invalid' }, { status: 422 });
  keepCheckout(store, request, cartToken, form.data);
  return Response.json({ outcome: 'saved' });
}

async function pay(store: Store, show: ShowPage, request: Request): Promise<Response> {
  const form = checkoutForm.safeParse(Object.fromEntries(await request.formData()));
  const cartToken = cartTokenOf(store, request);
  if (cartToken === undefined) return seeOther('/storefront/cart');
  if (!form.success)
    return checkoutPage(store, show, request, 'Please enter a valid email address.');
  const checkout = keepCheckout(store, request, cartToken, form.data);
  const order = store.shop.placeOrder({ checkoutToken: checkout.token });
  return seeOther(`/storefront/orders/${order.token}/thank-you`, cookieHeader(CART_COOKIE, ''));
}

/** The link in recovery mails: puts the cart back into this browser, or shows the order it became. */
async function recover(
  store: Store,
  show: ShowPage,
  request: Request,
  token: string,
): Promise<Response> {
  const checkout = store.shop.checkouts.get(token);
  if (!checkout) return show(request, 'missing', { title: 'Page not found' }, { status: 404 });
  const order = [...store.shop.orders.values()].find(
    ({ checkoutToken }) => checkoutToken === token,
  );
  if (order) return seeOther(`/storefront/orders/${order.token}/thank-you`);
  const isKept = checkout.cartToken !== null && store.shop.carts.has(checkout.cartToken);
  const cartToken =
    isKept && checkout.cartToken !== null
      ? checkout.cartToken
      : store.shop.createCart({ lines: checkout.lines }).token;
  return seeOther('/storefront/cart?restored', cookieHeader(CART_COOKIE, cartToken));
}

function openCheckout(store: Store, cartToken: string): Checkout | undefined {
  return [...store.shop.checkouts.values()].findLast(
    (checkout) => checkout.cartToken === cartToken && checkout.completedAt === null,
  );
}

function keepCheckout(
  store: Store,
  request: Request,
  cartToken: string,
  form: CheckoutForm,
): Checkout {
  const details = detailsOf(form);
  const open = openCheckout(store, cartToken);
  const checkout = open
    ? store.shop.updateCheckout(open.token, details)
    : store.shop.startCheckout({
        ...details,
        cartToken,
        landingSite: cookieOf(request, LANDING_COOKIE),
      });
  nameCustomer(store, checkout, details);
  return checkout;
}

/** An address is complete once it has a street; an incomplete form is not stored. */
function detailsOf(form: CheckoutForm): CheckoutDetails {
  const { email, first_name: firstName, last_name: lastName } = form;
  const details: CheckoutDetails = {
    email,
    acceptsMarketing: form.marketing === 'yes',
    firstName,
    lastName,
  };
  if (form.address === '') return details;
  const country = { country: countryName(form.country), countryCode: form.country };
  const shippingAddress = {
    firstName,
    lastName,
    company: null,
    address1: form.address,
    city: form.city,
    zip: form.zip,
    ...country,
  };
  return { ...details, shippingAddress };
}

/** A customer made from an email address alone gets the name and address that were typed afterwards. */
function nameCustomer(
  store: Store,
  checkout: Checkout,
  { firstName, lastName, shippingAddress }: CheckoutDetails,
): void {
  const customer = store.shop.customers.get(checkout.customerId ?? '');
  if (!customer || customer.firstName !== '' || !firstName) return;
  store.shop.updateCustomer(customer.id, { firstName, lastName, address: shippingAddress });
}

function orderValues(store: Store, order: Order): Record<string, unknown> {
  return {
    name: order.name,
    email: order.email,
    first_name: order.shippingAddress?.firstName,
    items: cartItems(store, order.lines),
    total: orderTotal(order),
  };
}

function seeOther(location: string, cookie?: string): Response {
  const headers = new Headers({ location });
  if (cookie !== undefined) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
