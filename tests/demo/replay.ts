import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import type { Store } from '#tests/store/start.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';

/** Days of the record that are replayed; they hold more than 2,000 invoices of known customers. */
const DAYS = 45;

/** The part of the record that a demo replays. */
export function invoicesToReplay(all: readonly Invoice[]): Invoice[] {
  const start = all[0]?.at ?? 0;
  return all.filter(
    (invoice) => invoice.customerId !== undefined && invoice.at < start + DAYS * DAY,
  );
}

/** How many days to move the record so that its last replayed day ends `now`; whole weeks keep the weekdays. */
export function shiftOf(invoices: readonly Invoice[], now: number): number {
  const last = invoices.at(-1)?.at ?? now;
  return Math.floor((now - last) / (7 * DAY)) * 7 * DAY;
}

export type Replay = { total: number; done(): number };

/**
 * Puts every invoice on the agenda at its own (shifted) time: the order with its customer, who may agree to
 * mail, and later the shipment and the delivery.
 */
export function planReplay(
  invoices: readonly Invoice[],
  shift: number,
  store: Store,
  agenda: Agenda,
  chance: Chance,
): Replay {
  const { shop } = store;
  let done = 0;
  for (const invoice of invoices) {
    const at = invoice.at + shift;
    agenda.at(at, () => {
      const customersBefore = shop.customers.size;
      const replayed = shop.replayInvoice(invoice, { at });
      done += 1;
      if (replayed.kind !== 'order') return;
      const { order } = replayed;
      if (shop.customers.size > customersBefore && order.customerId && chance.happens(0.6)) {
        shop.setConsent(order.customerId, 'email', 'subscribed', {
          optInLevel: 'single_opt_in',
          at,
        });
      }
      const shippedAt = at + chance.between(6, 48) * HOUR;
      agenda.at(shippedAt, () => void shop.fulfilOrder(order.id, { at: shippedAt }));
      const deliveredAt = shippedAt + chance.between(24, 96) * HOUR;
      agenda.at(deliveredAt, () => void shop.deliverOrder(order.id, { at: deliveredAt }));
    });
  }
  return { total: invoices.length, done: () => done };
}
