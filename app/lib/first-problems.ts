import type { z } from 'zod';

/** What is wrong with each field of a form, by its name: the first complaint of a field is enough to act on. */
export function firstProblems(error: z.ZodError): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { path, message } of error.issues) problems[String(path[0])] ??= message;
  return problems;
}
