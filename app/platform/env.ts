import { z } from 'zod';
import { typedEmail } from '#app/lib/email-address.ts';
import { LONGEST_BOUNCE_NAME } from '#app/lib/return-path.ts';

const RootKeyText = z
  .base64()
  .refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64');

/** An IP address, an IPv6 one in brackets where a port follows. */
const DNS_SERVER = /^(?:[\d.]+(?::\d{1,5})?|\[[\da-f:.]+\](?::\d{1,5})?|[\da-f]*:[\da-f:.]+)$/i;

export const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: z.url().optional(),
  DATA_DIR: z.string().default('.data'),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /** While the secret is rotated: the one before, which Shopify may sign with for a while. */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
  SHOPIFY_APP_URL: z.url(),
  /** How many proxies of the operator's stand before the web process, each adding to X-Forwarded-For. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(1),
  /** The key that seals first, then those that still open what they sealed; parted by commas or spaces. */
  ENCRYPTION_KEYS: z
    .string()
    .transform((keys) => keys.split(/[\s,]+/).filter((key) => key !== ''))
    .pipe(z.array(RootKeyText).min(1).max(20))
    .optional(),
  /** One key, which stands last in the ring when both are given. */
  ENCRYPTION_KEY: RootKeyText.optional(),
  /** Mail of shops whose domain is not proven leaves from here. */
  MAIL_FROM: typedEmail('must be an email address').optional(),
  /** The host whose SPF record lists the mail server's addresses; the domain of MAIL_FROM when it is left out. */
  MAIL_SPF_HOST: z.hostname().optional(),
  /** Bounces return to it, with `+` and the id of the email before its `@`; without it to the sender's address. */
  MAIL_BOUNCE_ADDRESS: z
    .string()
    .refine(
      (address) => address.trim().lastIndexOf('@') <= LONGEST_BOUNCE_NAME,
      `must have at most ${String(LONGEST_BOUNCE_NAME)} characters before the @`,
    )
    .pipe(typedEmail('must be an email address'))
    .optional(),
  /** RSA key in PEM, in base64, that signs mail of domains which merchants have proven. */
  MAIL_DKIM_KEY: z.base64().optional(),
  /** Name servers that the records of sending domains are asked of, parted by commas or spaces; the machine's without. */
  DNS_SERVERS: z
    .string()
    .transform((servers) => servers.split(/[\s,]+/).filter((server) => server !== ''))
    .pipe(z.array(z.string().regex(DNS_SERVER, 'must be IP addresses')).min(1).max(5))
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Signs mails of the operator's domain (RFC 6376); all three or none. */
  DKIM_DOMAIN: z.hostname().optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/i, 'must be a DNS label')
    .optional(),
  /** PEM; line ends may be written as \n. */
  DKIM_PRIVATE_KEY: z
    .string()
    .transform((key) => key.replaceAll('\\n', '\n'))
    .refine((key) => key.startsWith('-----BEGIN '), 'must be a private key in PEM')
    .optional(),
  MAIL_LOOKUP_URL: z.url().optional(),
  APP_BRIDGE_URL: z.url().optional(),
  ADMIN_ORIGIN: z.url().optional(),
  CLOCK_FILE: z.string().optional(),
  /** The local store of tests. It and this app are on loopback addresses, or the app does not start. */
  STORE_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** The settings that come from outside, checked once. */
export type Environment = z.infer<typeof Environment>;
