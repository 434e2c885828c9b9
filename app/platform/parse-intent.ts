import type { z } from 'zod';

/**
 * What a form of a page asks for, read from the body of its request.
 * @param schema of the fields by their names; of fields with one name the last counts
 * @param lists the fields that a form may hold several times, each read as a list of all its values
 * @throws Response 400 when the form is not what the page sends: it is out of date, or was made by hand
 */
export async function parseIntent<S extends z.ZodType>(
  request: Request,
  schema: S,
  lists: readonly string[] = [],
): Promise<z.infer<S>> {
  const form = await request.formData();
  const all = Object.fromEntries(lists.map((name) => [name, form.getAll(name)]));
  return parseSent(schema, { ...Object.fromEntries(form), ...all }, 'form');
}

/**
 * What the address of a request asks for.
 * @param schema of the parameters by their names; of parameters with one name the last counts
 * @throws Response 400 when the address is not what a page links to
 */
export function parseQuery<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  return parseSent(schema, Object.fromEntries(new URL(request.url).searchParams), 'address');
}

function parseSent<S extends z.ZodType>(
  schema: S,
  sent: Record<string, unknown>,
  what: 'form' | 'address',
): z.infer<S> {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw new Response(`The ${what} is not complete. Reload the page and try again.`, {
    status: 400,
  });
}
