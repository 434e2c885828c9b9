import { z } from 'zod';
import { FEEDBACK_PROVIDERS } from './feedback-providers.ts';

/** What the page asks for of the providers that may report. */
export const SourceIntent = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('connect'),
    provider: z.enum(FEEDBACK_PROVIDERS),
    /** Empty where the app makes it. */
    secret: z.string().trim().max(1_000).default(''),
  }),
  z.object({ intent: z.literal('disconnect'), provider: z.enum(FEEDBACK_PROVIDERS) }),
]);
export type SourceIntent = z.infer<typeof SourceIntent>;

/** What came of it. `secret` is one that the app made, which can be shown only now. */
export type SourceOutcome =
  | { outcome: 'connected'; secret: string | null }
  | { outcome: 'disconnected' | 'not_connected' | 'unusable_secret' };
