import { z } from 'zod';

const Refusal = z.object({
  /** Completes "You may not ...". */
  does: z.string(),
  /** Who can give access. */
  owners: z.array(z.string()),
});

/** Why a staff member may not see a page or do something, as the response 403 carries it. */
export type AccessRefusal = z.infer<typeof Refusal>;

/** The refusal in what a page got instead of its data, null when it is something else. */
export function readRefusal(data: unknown): AccessRefusal | null {
  return Refusal.safeParse(data).data ?? null;
}
