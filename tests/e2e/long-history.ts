import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Store } from '#tests/store/store.ts';

/** More of each than a person's page shows at first. */
const ORDERS = 30;
const CONSENTS = 6;
const EVERY = 5 * DAY;

/**
 * Enters a customer with a long past in the books of the store: orders of some products each, parcels, refunds, tags,
 * changes of consent, and a checkout that is still open.
 */
export function enterLongHistory({ shop, options }: Store, email: string): void {
  const now = options.clock.now();
  const begun = now - ORDERS * EVERY;
  const { id } = shop.createCustomer({
    email,
    firstName: 'Wilhelmina',
    lastName: 'Featherstonehaugh',
    phone: '+447700900123',
    tags: ['vip', 'newsletter'],
    at: begun,
  });
  for (let change = 0; change < CONSENTS; change += 1) {
    const state = change % 2 === 0 ? 'subscribed' : 'unsubscribed';
    const at = begun + change * 10 * DAY;
    shop.setConsent(id, 'email', state, { optInLevel: 'single_opt_in', at });
    shop.setConsent(id, 'sms', state, { optInLevel: 'single_opt_in', at });
  }
  const products = [...shop.products.values()];
  for (let number = 0; number < ORDERS; number += 1) {
    const at = begun + number * EVERY;
    const lines = [0, 1, 2].flatMap((step) => {
      const product = products[(number + step) % products.length];
      return product ? [{ variantId: product.variantId, quantity: 1 + step }] : [];
    });
    const order = shop.placeOrder({ customerId: id, lines, at, stock: 'leave' });
    shop.fulfilOrder(order.id, { at: at + DAY });
    shop.deliverOrder(order.id, { at: at + 3 * DAY });
    if (number % 4 === 0) shop.refundOrder(order.id, { at: at + 4 * DAY });
  }
  const lines = products.slice(0, 1).map(({ variantId }) => ({ variantId, quantity: 2 }));
  const checkout = shop.startCheckout({ lines, at: now - HOUR });
  shop.updateCheckout(checkout.token, { email, at: now - HOUR });
}
