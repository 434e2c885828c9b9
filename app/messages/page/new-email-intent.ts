import { z } from 'zod';
import { DefinitionKey } from '#app/definitions/definition-key.ts';

/** What a page asks to begin with: a new email, or a copy of another. */
export const NewEmailIntent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('create') }),
  z.object({ intent: z.literal('duplicate'), key: DefinitionKey }),
]);
export type NewEmailIntent = z.infer<typeof NewEmailIntent>;
