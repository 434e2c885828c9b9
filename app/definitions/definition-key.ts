import { z } from 'zod';

/** The key of a definition, which never changes: effects, runs and messages bear it. */
export const DefinitionKey = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/);

/** The name of a definition, as the merchant types it. */
export const DefinitionName = z.string().trim().min(1).max(120);
