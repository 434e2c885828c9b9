import type { z } from 'zod';
import type { JobName } from '#app/queue/catalog.ts';
import type { RetryPolicy } from './retry-policy.ts';

/**
 * All about one kind of effect; a kind is one file. Each may be tried again by hand: done again it leaves the same trace.
 * A failed email was refused, so no shopper has it; the others are idempotent at the receiver.
 */
export type EffectKindRecord<Payload> = {
  /** What is to be done, as the row holds it. */
  schema: z.ZodType<Payload>;
  /** The job that carries it out. */
  job: JobName;
  /** What was to be done, as the list of problems names it. */
  label: string;
  /** How it is tried again; as most are unless said otherwise. */
  retry?: RetryPolicy;
};
