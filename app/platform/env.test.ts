import { describe, expect, test } from 'vitest';
import { parseEnvironment } from './env.server.ts';

const COMPLETE = {
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: 'secret',
  SHOPIFY_APP_URL: 'https://tendril.example.com',
};
const PRODUCTION = {
  ...COMPLETE,
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://user@db.example.com/tendril',
  ENCRYPTION_KEYS: Buffer.alloc(32).toString('base64'),
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'shops@mail.example.com',
};

describe('the environment', () => {
  test('development needs nothing but the app at Shopify', () => {
    expect(parseEnvironment(COMPLETE)).toMatchObject({ NODE_ENV: 'development', PORT: 3000 });
  });

  test('one message names everything that is missing and where to get it', () => {
    expect(() => parseEnvironment({})).toThrow(
      /SHOPIFY_API_KEY: is missing\. Client ID[^]*SHOPIFY_API_SECRET: is missing[^]*SHOPIFY_APP_URL: is missing/,
    );
  });

  test('name servers are addresses, with ports where they have others', () => {
    const DNS_SERVERS = '9.9.9.9, 127.0.0.1:5353 [2620:fe::fe]:53,2620:fe::9';
    expect(parseEnvironment({ ...COMPLETE, DNS_SERVERS }).DNS_SERVERS).toEqual([
      '9.9.9.9',
      '127.0.0.1:5353',
      '[2620:fe::fe]:53',
      '2620:fe::9',
    ]);
    expect(() => parseEnvironment({ ...COMPLETE, DNS_SERVERS: 'dns.example' })).toThrow(
      'must be IP addresses',
    );
  });

  test('an empty value is a missing one', () => {
    expect(() => parseEnvironment({ ...COMPLETE, SHOPIFY_API_KEY: '' })).toThrow('SHOPIFY_API_KEY');
  });

  test('production starts with everything', () => {
    expect(parseEnvironment(PRODUCTION)).toMatchObject({ NODE_ENV: 'production' });
  });

  test.each(['DATABASE_URL', 'ENCRYPTION_KEYS', 'SMTP_URL', 'MAIL_FROM'])(
    'production must be given %s',
    (name) => {
      expect(() => parseEnvironment({ ...PRODUCTION, [name]: undefined })).toThrow(
        `${name}: is missing`,
      );
    },
  );

  test.each([
    ['SHOPIFY_APP_URL', 'http://tendril.example.com', 'must begin with https'],
    ['MAIL_LOOKUP_URL', 'http://mail.example.com/lookup', 'must begin with https'],
    ['SMTP_URL', 'http://mail.example.com', 'Invalid URL'],
    ['MAIL_BOUNCE_ADDRESS', `${'b'.repeat(28)}@mail.example.com`, 'at most 27 characters'],
    ['MAIL_BOUNCE_ADDRESS', 'bounces', 'must be an email address'],
    ['ADMIN_ORIGIN', 'https://admin.example.com', 'only for tests'],
    ['APP_BRIDGE_URL', 'https://cdn.example.com/app-bridge.js', 'only for tests'],
    ['CLOCK_FILE', '/tmp/clock', 'only for tests'],
    ['STORE_URL', 'https://store.example.com', 'only for tests'],
    ['STORE_URL', 'http://127.0.0.1:4000', 'only for tests'],
    ['HOST_CLOCK_OFF_MS', '1000', 'only for tests'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', 'only for tests'],
  ])('production refuses %s=%s', (name, value, problem) => {
    const refused = () => parseEnvironment({ ...PRODUCTION, [name]: value });
    expect(refused).toThrow(name);
    expect(refused).toThrow(problem);
  });

  test('a production build beside the local store may do what tests need, if both are on loopback', () => {
    const trial = {
      ...PRODUCTION,
      SHOPIFY_APP_URL: 'http://localhost:3000',
      STORE_URL: 'http://127.0.0.1:4000',
      ADMIN_ORIGIN: 'http://127.0.0.1:4000',
      CLOCK_FILE: '/tmp/clock',
      SMTP_URL: 'smtp://127.0.0.1:1025',
    };
    expect(parseEnvironment(trial)).toMatchObject({ CLOCK_FILE: '/tmp/clock' });
    for (const over of [
      { STORE_URL: undefined },
      { STORE_URL: 'http://10.0.0.1:4000' },
      { SHOPIFY_APP_URL: 'https://tendril.example.com' },
      { SHOPIFY_APP_URL: 'http://localhost.example.com' },
    ])
      expect(() => parseEnvironment({ ...trial, ...over })).toThrow('CLOCK_FILE');
  });

  test('the three parts of DKIM come together, and the key may be written on one line', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----';
    const incomplete = { ...PRODUCTION, DKIM_DOMAIN: 'mail.example.com' };
    expect(() => parseEnvironment(incomplete)).toThrow('DKIM_PRIVATE_KEY: is missing');
    const dkim = { DKIM_DOMAIN: 'mail.example.com', DKIM_SELECTOR: 'k1', DKIM_PRIVATE_KEY: pem };
    expect(parseEnvironment({ ...PRODUCTION, ...dkim })).toMatchObject({
      DKIM_PRIVATE_KEY: pem.replaceAll('\\n', '\n'),
    });
  });

  test('the one key of before is enough, and keys are parted by commas or spaces', () => {
    const [one = '', two = ''] = [1, 2].map((n) => Buffer.alloc(32, n).toString('base64'));
    const former = { ...PRODUCTION, ENCRYPTION_KEYS: undefined, ENCRYPTION_KEY: one };
    expect(parseEnvironment(former)).toMatchObject({ ENCRYPTION_KEY: one });
    const several = { ...PRODUCTION, ENCRYPTION_KEYS: ` ${two},\n${one} ` };
    expect(parseEnvironment(several)).toMatchObject({ ENCRYPTION_KEYS: [two, one] });
  });

  test('a key of another length is refused without being shown', () => {
    const short = Buffer.from('too short').toString('base64');
    const good = Buffer.alloc(32).toString('base64');
    for (const given of [{ ENCRYPTION_KEY: short }, { ENCRYPTION_KEYS: `${good},${short}` }]) {
      expect(() => parseEnvironment({ ...PRODUCTION, ...given })).toThrow('32 bytes');
      expect(() => parseEnvironment({ ...PRODUCTION, ...given })).not.toThrow(short);
      expect(() => parseEnvironment({ ...PRODUCTION, ...given })).not.toThrow(good);
    }
  });
});
