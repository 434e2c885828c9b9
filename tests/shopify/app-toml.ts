import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

const FILE = new URL('../../shopify.app.toml', import.meta.url);

const COMPLIANCE = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;

const Url = z.url().max(2048);
const HttpsUrl = z.url({ protocol: /^https$/ });

/** A webhook's address: a path of the app, or a full address of one of the three kinds Shopify sends to. */
const Uri = z
  .string()
  .regex(
    /^(\/[^\s]*|https:\/\/[^\s]+|pubsub:\/\/[^\s:]+:[^\s:]+|arn:aws:events:[a-z0-9-]+::event-source\/aws\.partner\/shopify\.com(\.test)?\/\d+\/.+)$/,
  );

const Subscription = z
  .strictObject({
    topics: z.array(z.string().min(1)).min(1).optional(),
    compliance_topics: z.array(z.enum(COMPLIANCE)).min(1).optional(),
    uri: Uri,
    include_fields: z.array(z.string()).optional(),
    filter: z.string().optional(),
    name: z
      .string()
      .max(50)
      .regex(/^[A-Za-z0-9_-]+$/)
      .optional(),
  })
  .refine(
    ({ topics, compliance_topics }) => topics ?? compliance_topics,
    'needs topics or compliance_topics',
  );

const Webhooks = z
  .strictObject({
    api_version: z.string().regex(/^\d{4}-(01|04|07|10)$/),
    subscriptions: z.array(Subscription),
  })
  .superRefine(({ subscriptions }, context) => {
    const keys = subscriptions.flatMap(({ topics = [], uri, filter = '' }) =>
      topics.map((topic) => [topic, uri, filter].join(' ')),
    );
    const complianceTopics = subscriptions.flatMap(
      ({ compliance_topics = [] }) => compliance_topics,
    );
    for (const repeated of [...repeats(keys), ...repeats(complianceTopics)]) {
      context.addIssue({ code: 'custom', message: `repeated subscription: ${repeated}` });
    }
  });

/** The rules of Shopify's CLI for the parts that this app uses; anything else in the file is refused. */
export const AppToml = z.strictObject({
  client_id: z.string().min(1),
  name: z.string().min(1).max(30),
  handle: z
    .string()
    .max(256)
    .regex(/^[a-z0-9-]+$/),
  application_url: HttpsUrl,
  embedded: z.literal(true),
  access_scopes: z.strictObject({ scopes: z.string().regex(/^[a-z_]+(,[a-z_]+)*$/) }),
  auth: z.strictObject({ redirect_urls: z.array(Url).min(1) }),
  app_proxy: z.strictObject({
    url: z.string().regex(/^(\/|https:\/\/)/),
    prefix: z.enum(['a', 'apps', 'community', 'tools']),
    subpath: z
      .string()
      .max(30)
      .regex(/^[A-Za-z0-9_-]+$/)
      .refine((subpath) => !['admin', 'services', 'password', 'login'].includes(subpath)),
  }),
  webhooks: Webhooks,
});

/** The file as it stands, not yet checked. */
export function readAppToml(): unknown {
  return parse(readFileSync(FILE, 'utf8'));
}

/** The scopes the app asks for. */
export function requestedScopes(): string[] {
  return AppToml.parse(readAppToml()).access_scopes.scopes.split(',');
}

function repeats(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
