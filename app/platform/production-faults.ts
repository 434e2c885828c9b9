import type { Environment } from './env.ts';

/** A variable and what is wrong with it. */
export type SettingFault = [name: string, problem: string];

/** What only tests and local stores set; in production each of them would be a security hole or stop a clock. */
const TEST_ONLY = [
  'ADMIN_ORIGIN',
  'APP_BRIDGE_URL',
  'CLOCK_FILE',
  'HOST_CLOCK_OFF_MS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'STORE_URL',
];
const BY_HTTPS = ['SHOPIFY_APP_URL', 'MAIL_LOOKUP_URL'] as const;
const NEEDED = ['DATABASE_URL', 'ENCRYPTION_KEYS', 'SMTP_URL', 'MAIL_FROM'] as const;
const DKIM = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_PRIVATE_KEY'] as const;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether the app runs beside the local store of tests, both on addresses that no other machine can reach. Only
 * then may a production build do without https and use what only tests set.
 */
export function isLocalTrial({
  STORE_URL,
  SHOPIFY_APP_URL,
}: Pick<Environment, 'STORE_URL' | 'SHOPIFY_APP_URL'>): boolean {
  const urls = [STORE_URL, SHOPIFY_APP_URL];
  return urls.every((url) => url !== undefined && LOOPBACK.has(new URL(url).hostname));
}

/**
 * What development can make up for itself, production must be given; what serves tests, it must not.
 * @param given every variable of the process, those that are no settings too
 */
export function productionFaults(
  environment: Environment,
  given: Record<string, string | undefined>,
): SettingFault[] {
  if (environment.NODE_ENV !== 'production') return [];
  const missing = NEEDED.filter(
    (name) => !environment[name] && !(name === 'ENCRYPTION_KEYS' && environment.ENCRYPTION_KEY),
  ).map((name): SettingFault => [name, 'is missing']);
  if (isLocalTrial(environment)) return missing;
  return [
    ...missing,
    ...TEST_ONLY.filter((name) => given[name] !== undefined).map((name): SettingFault => [
      name,
      'is only for tests and must not be set in production',
    ]),
    ...BY_HTTPS.filter((name) => environment[name]?.startsWith('https://') === false).map(
      (name): SettingFault => [name, 'must begin with https://'],
    ),
  ];
}

/** Half the settings of a signature would sign nothing, and no error would show it. */
export function dkimFaults(environment: Environment): SettingFault[] {
  const missing = DKIM.filter((name) => environment[name] === undefined);
  if (missing.length === DKIM.length) return [];
  return missing.map((name): SettingFault => [
    name,
    'is missing, while another part of DKIM is set',
  ]);
}
