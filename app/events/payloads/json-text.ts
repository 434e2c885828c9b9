import { z } from 'zod';
import { parseBody } from './parse-body.ts';

/**
 * A text that is JSON, read.
 * @param longest characters
 */
export function jsonText(longest: number) {
  return z
    .string()
    .max(longest)
    .transform((text, context): unknown => {
      const parsed = parseBody(text);
      if (parsed.outcome === 'parsed') return parsed.value;
      context.addIssue({ code: 'custom', message: 'This is no JSON.' });
      return z.NEVER;
    });
}
