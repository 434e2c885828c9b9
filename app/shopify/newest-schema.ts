import { z } from 'zod';

/** Reads the moment of the first of a list, asked for as `found { nodes { at } }`: epoch milliseconds, null of an empty list. */
export const newestSchema = z
  .object({
    found: z.object({ nodes: z.array(z.object({ at: z.iso.datetime({ offset: true }) })) }),
  })
  .transform(({ found: { nodes } }) => (nodes[0] ? Date.parse(nodes[0].at) : null));
