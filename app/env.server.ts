import { z } from 'zod';

const RootKeyText = z
  .base64()
  .refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64');

const Environment = z.object({
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
  SMTP_URL: z.url().optional(),
  /** Mail of shops whose domain is not proven leaves from here. */
  MAIL_FROM: z.email().optional(),
  /** The host whose SPF record lists the mail server's addresses; the domain of MAIL_FROM when it is left out. */
  MAIL_SPF_HOST: z.hostname().optional(),
  /** RSA key in PEM, in base64, that signs mail of domains which merchants have proven. */
  MAIL_DKIM_KEY: z.base64().optional(),
  MAIL_LOOKUP_URL: z.url().optional(),
  APP_BRIDGE_URL: z.url().optional(),
  ADMIN_ORIGIN: z.url().optional(),
  CLOCK_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** The settings that come from outside, checked once. */
export type Environment = z.infer<typeof Environment>;

/** Where an operator finds each value that has no default. */
const WHERE: Record<string, string> = {
  SHOPIFY_API_KEY: 'Client ID of the app in the Shopify Dev Dashboard (Settings).',
  SHOPIFY_API_SECRET: 'Client secret of the app in the Shopify Dev Dashboard (Settings).',
  SHOPIFY_APP_URL:
    'The public https address of this app, the same as application_url in shopify.app.toml.',
  DATABASE_URL:
    'A PostgreSQL 15+ address such as postgresql://tendril_runtime:password@host:5432/tendril, with a login that owns nothing; leave it out to run the bundled server.',
  ENCRYPTION_KEYS:
    'Make one with: node -e "console.log(crypto.randomBytes(32).toString(\'base64\'))"',
  MAIL_FROM:
    'An address of a domain of yours that the mail server may send for, such as shops@mail.example.com.',
  SMTP_URL: 'Your mail server, such as smtps://user:password@mail.example.com:465.',
};

/**
 * Parses the environment.
 * @throws one error that names every missing or wrong variable and where to get it
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  // An empty value in a .env file means the same as no value.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return withProductionNeeds(parsed.data);
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return line(name, name in given ? issue.message : 'is missing');
  });
  throw new Error(`The environment is not complete.\n${lines.join('\n')}`);
}

/** What development can make up for itself, production must be given. */
function withProductionNeeds(environment: Environment): Environment {
  if (environment.NODE_ENV !== 'production') return environment;
  const missing = (['DATABASE_URL', 'ENCRYPTION_KEYS', 'SMTP_URL', 'MAIL_FROM'] as const).filter(
    (name) => !environment[name] && !(name === 'ENCRYPTION_KEYS' && environment.ENCRYPTION_KEY),
  );
  if (missing.length === 0) return environment;
  throw new Error(
    `The environment is not complete for production.\n${missing.map((name) => line(name, 'is missing')).join('\n')}`,
  );
}

function line(name: string, problem: string): string {
  return `- ${name}: ${problem}. ${WHERE[name] ?? 'See .env.example.'}`;
}

/** The environment of this process. */
export function readEnvironment(): Environment {
  return parseEnvironment(process.env);
}
