import type { z } from 'zod';

const LONGEST_SHOWN = 200;

/** The first thing that is wrong with a content, with its place: `steps.0.ms: Too big`. */
export function firstContentProblem({ issues }: z.ZodError): string {
  const [first] = issues;
  if (!first) return 'It cannot be read.';
  const place = first.path.map(String).join('.');
  const text = place === '' ? first.message : `${place}: ${first.message}`;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
