import { z } from 'zod';

/** How important the messages of a journey are: 5 goes first, 1 last. */
export const MessagePriority = z.number().int().min(1).max(5);
export type MessagePriority = z.infer<typeof MessagePriority>;

/** Of most journeys. */
const USUAL_PRIORITY = 3;

/** Reminders of carts: who left one decides within days, everything else can wait. */
const CART_PRIORITY = 4;

/** The priority of messages whose journey sets none, by what they are about: `basket`, `order`, `person`. */
export function usualPriority(subject: string): MessagePriority {
  return subject === 'basket' ? CART_PRIORITY : USUAL_PRIORITY;
}
