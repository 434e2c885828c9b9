import { z } from 'zod';

/** A share of people in whole percent. More than 100 can be typed; then the step says what is wrong with it. */
export const WholePercent = z.number().int().min(0).max(999);
