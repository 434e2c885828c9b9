import { DAY } from '#app/lib/duration.ts';
import { personOf } from '#tests/fixtures/orders/people.ts';
import type { Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import type { Order } from '#tests/store/shop-records.ts';
import type { Store } from '#tests/store/store.ts';
import type { Agenda } from './agenda.ts';
import { shareOf } from './random-source.ts';
import { parcelTimes } from './period.ts';

/** Of the customers of the record, who agrees to marketing with the first order. */
const SUBSCRIBING = 0.6;

/**
 * Enters the orders of the past in the books of the store, with their customers, shipments and deliveries; what is
 * shipped or delivered later goes on the agenda.
 * @param until epoch milliseconds
 */
export function enterHistory(
  invoices: readonly Invoice[],
  store: Store,
  agenda: Agenda,
  until: number,
): void {
  for (const invoice of invoices) {
    const order = enter(invoice, store);
    if (!order) continue;
    for (const { at, happen } of deliveryTimesOf(order, store)) {
      if (at < until) happen();
      else agenda.at(at, buyerOf(invoice), happen);
    }
  }
}

/** Puts orders on the agenda, each at its time, and later its shipment and delivery. */
export function planOrders(invoices: readonly Invoice[], store: Store, agenda: Agenda): void {
  for (const invoice of invoices) {
    agenda.at(invoice.at, buyerOf(invoice), () => {
      const order = enter(invoice, store);
      if (!order) return;
      for (const { at, happen } of deliveryTimesOf(order, store))
        agenda.at(at, buyerOf(invoice), happen);
    });
  }
}

/** Who does it, by the address by which shoppers are known as well. */
function buyerOf({ customerId = '', country }: Invoice): string {
  return personOf(customerId, country).email;
}

/** Whether a customer agrees to marketing with a first order of this number. */
export function subscribesWith(invoiceNumber: string): boolean {
  return shareOf(`subscribes ${invoiceNumber}`) < SUBSCRIBING;
}

function enter(invoice: Invoice, { shop }: Store): Order | null {
  const { at } = invoice;
  const before = shop.customers.size;
  const replayed = shop.replayInvoice(invoice, { at });
  if (replayed.kind !== 'order') return null;
  const { order } = replayed;
  const isNew = shop.customers.size > before;
  if (isNew && order.customerId && subscribesWith(invoice.number))
    shop.setConsent(order.customerId, 'email', 'subscribed', {
      optInLevel: 'single_opt_in',
      at,
    });
  return order;
}

/** What happens to an order after it was placed: shipped the next day, there some days later. */
function deliveryTimesOf(
  { id, name, createdAt }: Order,
  { shop }: Store,
): { at: number; happen: () => void }[] {
  const shippedAt = parcelTimes(createdAt + DAY).leaves;
  const deliveredAt = parcelTimes(shippedAt + DAY + shareOf(`delivered ${name}`) * 3 * DAY).arrives;
  return [
    { at: shippedAt, happen: () => void shop.fulfilOrder(id, { at: shippedAt }) },
    { at: deliveredAt, happen: () => void shop.deliverOrder(id, { at: deliveredAt }) },
  ];
}
