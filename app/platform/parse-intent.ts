import type { z } from 'zod';

/**
 * What a form of a page asks for, read from the body of its request.
 * @param schema of the fields by their names; of fields with one name the last counts
 * @throws Response 400 when the form is not what the page sends: it is out of date, or was made by hand
 */
export async function parseIntent<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<z.infer<S>> {
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (parsed.success) return parsed.data;
  throw new Response('The form is not complete. Reload the page and try again.', { status: 400 });
}
