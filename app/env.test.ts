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
