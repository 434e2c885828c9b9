import { orderCare, orderThanks, reviewRequest } from './templates/after-order.ts';
import type { OrderPart } from './contexts/order-lines.ts';
import { cartReminder1, cartReminder2 } from './templates/cart-reminders.ts';
import type { Template } from './templates/template.ts';
import {
  applicationApproved,
  applicationDeclined,
  applicationReceived,
  applicationVerify,
} from './templates/wholesale.ts';

/** Every mail that can be sent. */
export const templates: readonly Template[] = [
  cartReminder1,
  cartReminder2,
  orderThanks,
  orderCare,
  reviewRequest,
  applicationVerify,
  applicationReceived,
  applicationApproved,
  applicationDeclined,
];

/**
 * A mail by its key.
 * @throws for a key of none, for it comes from our own journeys
 */
export function templateByKey(key: string): Template {
  const found = templates.find((template) => template.key === key);
  if (found) return found;
  throw new Error(`There is no mail template ${key}. Add it to templates.ts.`);
}

/** What a mail shows of an order; a key of no mail shows all of it, so that it stops no other mail. */
export function partShown(key: string): OrderPart {
  return templates.find((template) => template.key === key)?.shows ?? 'ordered';
}

/** Whether a mail asks a review of the products it shows. */
export function asksForReview(key: string): boolean {
  return partShown(key) === 'sent';
}

/** Whether a mail shows what else its reader may like; a key of no mail does not, so it stops no other mail. */
export function isRecommending(key: string): boolean {
  return templates.some((template) => template.key === key && template.recommends === true);
}
