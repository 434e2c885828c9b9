import { z } from 'zod';

/** A person's cart or checkout, as what an email or a banner is about. The word of the subject is stored. */
export const CartSubject = z.object({
  subject: z.literal('basket'),
  kind: z.enum(['cart', 'checkout']),
  token: z.string().min(1),
  cartToken: z.string().nullable(),
});
export type CartSubject = z.infer<typeof CartSubject>;
