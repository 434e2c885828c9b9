import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

const TITLES = {
  started: 'Began the checkout',
  contact: 'Gave contact details in the checkout',
  address: 'Gave an address in the checkout',
  shipping: 'Chose a delivery in the checkout',
  payment: 'Gave payment details in the checkout',
  completed: 'Finished the checkout',
};

/** How far a shopper has come, as the pixel says it beside a webhook that counts. */
export const checkoutReachedEvent = defineEventKind({
  schema: z.object({
    step: z.enum(['started', 'contact', 'address', 'shipping', 'payment', 'completed']),
  }),
  origin: 'a checkout',
  isActivity: true,
  timeline: {
    group: 'carts',
    entry: ({ step }) => eventEntry('cart', step ? TITLES[step] : 'Went on in the checkout'),
  },
  inJourneys: { action: 'goes on in the checkout', state: 'the checkout goes on' },
});
