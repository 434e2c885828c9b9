import { z } from 'zod';

/** How long the id of a step may be. */
const LONGEST_ID = 64;

/** The id of a step, unique in its journey. */
export const StepId = z.string().min(1).max(LONGEST_ID);

/** The step that an edge leads to; empty while a draft has not connected it, which a publish check refuses. */
export const NextStepId = z.string().max(LONGEST_ID);

/** How long a step may wait, in milliseconds: up to a year. */
export const WaitMs = z
  .number()
  .int()
  .min(0)
  .max(366 * 24 * 3_600_000);
