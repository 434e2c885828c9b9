import { z } from 'zod';

/** More hosts than any shop has markets. */
const MOST_HOSTS = 250;

/** The hosts of a shop's domains, as `domains { host }` answers them: lower case, each once. */
export const shopDomains = z
  .array(z.object({ host: z.string().max(253) }))
  .transform((domains) =>
    [...new Set(domains.map(({ host }) => host.toLowerCase()))].slice(0, MOST_HOSTS),
  );
