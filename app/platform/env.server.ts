import { Environment } from './env.ts';
import { dkimFaults, productionFaults } from './production-faults.ts';

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
  DKIM_DOMAIN: 'The domain of the operator that mails are signed for, such as mail.example.com.',
  DKIM_SELECTOR: 'The name of the key in DNS: selector._domainkey.your-domain.',
  DKIM_PRIVATE_KEY: 'Make one with: openssl genrsa 2048',
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
  if (parsed.success) {
    const faults = [...dkimFaults(parsed.data), ...productionFaults(parsed.data, given)];
    if (faults.length > 0)
      throw new Error(
        `The environment is not complete.\n${faults.map((fault) => line(...fault)).join('\n')}`,
      );
    return parsed.data;
  }
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return line(name, name in given ? issue.message : 'is missing');
  });
  throw new Error(`The environment is not complete.\n${lines.join('\n')}`);
}

function line(name: string, problem: string): string {
  return `- ${name}: ${problem}. ${WHERE[name] ?? 'See .env.example.'}`;
}

/** The environment of this process. */
export function readEnvironment(): Environment {
  return parseEnvironment(process.env);
}
