import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

const AppToml = z.object({
  access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()).default([]) }),
  webhooks: z.object({
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
      }),
    ),
  }),
});

const FILE = new URL('../../shopify.app.toml', import.meta.url);

export type AppConfiguration = { topics: ReadonlySet<string>; scopes: string };

/** What shopify.app.toml asks of a shop: webhook topics, and scopes, all of which are granted. */
export function appConfiguration(): AppConfiguration | undefined {
  if (!existsSync(FILE)) return undefined;
  const toml = AppToml.parse(parse(readFileSync(FILE, 'utf8')));
  return {
    topics: new Set(
      toml.webhooks.subscriptions.flatMap((one) => [...one.topics, ...one.compliance_topics]),
    ),
    scopes: [toml.access_scopes.scopes, ...toml.access_scopes.optional_scopes].join(','),
  };
}
