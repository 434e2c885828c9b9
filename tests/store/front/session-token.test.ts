import { describe, expect, it } from 'vitest';
import { hostParameter, sessionToken } from './session-token.ts';
import { shopifyLibrary } from './store-for-tests.ts';

const input = {
  shop: 'one.myshopify.com',
  apiKey: 'test-api-key',
  apiSecret: 'test-api-secret',
  nowMs: Date.now(),
};

describe('a session token of the local admin', () => {
  it('is accepted by the library the app uses, and names shop, app and user', async () => {
    const claims = await shopifyLibrary().session.decodeSessionToken(sessionToken(input));
    expect(claims).toMatchObject({
      iss: 'https://one.myshopify.com/admin',
      dest: 'https://one.myshopify.com',
      aud: 'test-api-key',
      sub: '1',
    });
    expect(claims.exp - claims.iat).toBe(60);
  });

  it('is refused by an app with another secret', async () => {
    const decoding = shopifyLibrary('another-secret').session.decodeSessionToken(
      sessionToken(input),
    );
    await expect(decoding).rejects.toThrow('Failed to parse session token');
  });

  it('is refused once its minute has passed', async () => {
    const old = sessionToken({ ...input, nowMs: input.nowMs - 120_000 });
    await expect(shopifyLibrary().session.decodeSessionToken(old)).rejects.toThrow('exp');
  });

  it('comes with a host parameter that the library takes for an admin address', () => {
    const host = hostParameter('one.myshopify.com');
    expect(shopifyLibrary().utils.sanitizeHost(host)).toBe(host);
    expect(Buffer.from(host, 'base64').toString()).toBe('admin.shopify.com/store/one');
  });
});
