import type { z } from 'zod';
import type { AdminOutcome } from './admin-response.ts';

/** One operation on the Admin API and the shape of its answer. */
export type Operation<T> = { name: string; text: string; responseSchema: z.ZodType<T> };

/** The Admin API of one shop. */
export type AdminClient = {
  readonly shop: string;
  /** Runs an operation, waiting out throttling; expected failures come back as outcomes. */
  run<T>(operation: Operation<T>, variables?: Record<string, unknown>): Promise<AdminOutcome<T>>;
};
