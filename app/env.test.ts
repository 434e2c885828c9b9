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
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  SMTP_URL: 'smtps://mail.example.com',
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

  test.each(['DATABASE_URL', 'ENCRYPTION_KEY', 'SMTP_URL'])(
    'production must be given %s',
    (name) => {
      expect(() => parseEnvironment({ ...PRODUCTION, [name]: undefined })).toThrow(
        `${name}: is missing`,
      );
    },
  );

  test('a key of another length is refused without being shown', () => {
    const short = Buffer.from('too short').toString('base64');
    expect(() => parseEnvironment({ ...PRODUCTION, ENCRYPTION_KEY: short })).toThrow('32 bytes');
    expect(() => parseEnvironment({ ...PRODUCTION, ENCRYPTION_KEY: short })).not.toThrow(short);
  });
});
