import { parseEnvironment } from '#app/platform/env.server.ts';
import type { Environment } from '#app/platform/env.ts';
import { API_KEY, API_SECRET } from '#tests/store/test-app.ts';

/** Where the app is to be found that is made of these variables. */
export const APP_URL = 'https://app.example.com';

/**
 * The environment of a process of the app in a test.
 * @param more variables beside these, or in place of some
 */
export function testEnvironment(
  databaseUrl: string,
  more: Record<string, string> = {},
): Environment {
  return parseEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: APP_URL,
    // The ring of the tests' own pool, so that both open what either sealed.
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'silent',
    ...more,
  });
}
