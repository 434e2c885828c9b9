import { z } from 'zod';

/** An amount in the currency's smallest unit. */
export const storedMoney = z.object({ minor: z.number(), currency: z.string() });

/**
 * A state of a thing that its topic has read. It is checked only where pages read it: all of it was checked when it came
 * in, and older rows have less of it than is read today.
 * @param shown what pages read of it
 */
export function snapshotSchema<T>(shown: z.ZodObject): z.ZodType<T> {
  return z.custom<T>((value) => shown.safeParse(value).success);
}

/** What many kinds about an order say, and nothing else. */
export const orderIdSchema = z.object({ orderId: z.string() });

/** A parcel of an order, by the id of its fulfilment. */
export const parcelSchema = z.object({
  orderId: z.string(),
  parcel: z.object({ id: z.string() }),
});
