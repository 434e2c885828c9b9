import type { z } from 'zod';
import type { AdminOutcome } from './admin-response.ts';

/** One operation on the Admin API and the shape of its answer. */
export type Operation<T> = { name: string; text: string; responseSchema: z.ZodType<T> };

/**
 * Whether an operation only reads, so that it may be sent again when it is not known whether it ran.
 * @param text GraphQL of one operation; comments before it count for nothing
 */
export function isReadOperation(text: string): boolean {
  return /^(?:\s|#.*\n)*(?:query\b|\{)/.test(text);
}

/** The Admin API of one shop. */
export type AdminClient = {
  readonly shop: string;
  /** Runs an operation, waiting out throttling; expected failures come back as outcomes. */
  run<T>(operation: Operation<T>, variables?: Record<string, unknown>): Promise<AdminOutcome<T>>;
};
