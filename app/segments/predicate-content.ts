import { z } from 'zod';
import { parsePredicate } from './parse-predicate.ts';
import type { Predicate } from './predicate.ts';

/** Reads a predicate of a definition as those of segments are read: what may be left out is filled in. */
export const PredicateContent: z.ZodType<Predicate> = z.unknown().transform((input, context) => {
  const parsed = parsePredicate(input);
  if (parsed.outcome === 'read') return parsed.predicate;
  for (const { path, message } of parsed.problems)
    context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});
