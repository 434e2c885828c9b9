import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

const AppToml = z.object({
  webhooks: z.object({
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
      }),
    ),
  }),
});

const APP_TOML = new URL('../../shopify.app.toml', import.meta.url);

/** The topics shopify.app.toml subscribes to; undefined while there is no such file. */
export function subscribedTopics(): ReadonlySet<string> | undefined {
  if (!existsSync(APP_TOML)) return undefined;
  const { webhooks } = AppToml.parse(parse(readFileSync(APP_TOML, 'utf8')));
  return new Set(
    webhooks.subscriptions.flatMap((one) => [...one.topics, ...one.compliance_topics]),
  );
}
