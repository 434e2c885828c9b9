import { z } from 'zod';

/** The key of a definition, which never changes: effects, runs and messages bear it. */
export const DefinitionKey = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/);

/** The name of a definition, as the merchant types it. */
export const DefinitionName = z.string().trim().min(1).max(120);

/**
 * The key in the address of a page.
 * @throws Response 404 when it can be none
 */
export function definitionKeyOf(text: string | undefined): string {
  const read = DefinitionKey.safeParse(text);
  if (!read.success) throw new Response('There is nothing of that name.', { status: 404 });
  return read.data;
}
