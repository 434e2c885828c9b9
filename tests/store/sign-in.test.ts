import type { Session } from '@shopify/shopify-api';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createShopify } from '#app/shopify.server.ts';
import { connectTo } from './connect-to.ts';
import { sessionToken } from './front/session-token.ts';
import type { Store } from './store.ts';
import { API_KEY, API_SECRET, startTestStore } from './test-app.ts';

const SHOP = 'tendril-demo.myshopify.com';

let store: Store;

beforeAll(async () => {
  store = await startTestStore('http://127.0.0.1:9');
});

afterAll(async () => {
  await store.close();
});

function sessionTokenOf(apiSecret: string): string {
  return sessionToken({ shop: SHOP, apiKey: API_KEY, apiSecret, nowMs: Date.now() });
}

test('the real app exchanges a session token and reads the shop with what it got', async () => {
  connectTo(store.url);
  const sessions = new Map<string, Session>();
  const shopify = createShopify({
    environment: {
      SHOPIFY_API_KEY: API_KEY,
      SHOPIFY_API_SECRET: API_SECRET,
      SHOPIFY_APP_URL: 'https://app.example',
    },
    sessions: {
      storeSession: (session) => Promise.resolve(sessions.set(session.id, session).size > 0),
      loadSession: (id) => Promise.resolve(sessions.get(id)),
      deleteSession: (id) => Promise.resolve(sessions.delete(id)),
      deleteSessions: (ids) => Promise.resolve(ids.every((id) => sessions.delete(id))),
      findSessionsByShop: () => Promise.resolve([...sessions.values()]),
    },
    afterAuth: () => Promise.resolve(),
    logger: pino({ level: 'silent' }),
  });
  const jwt = sessionTokenOf(API_SECRET);
  const request = new Request('https://app.example/app', {
    headers: { authorization: `Bearer ${jwt}` },
  });
  const { admin, session } = await shopify.authenticate.admin(request);
  expect(session.id).toBe(`offline_${SHOP}`);
  expect(session.scope).toContain('write_customers');
  expect(session.refreshToken).toBeTruthy();
  const answer = await admin.graphql(
    '#graphql\n{ shop { myshopifyDomain currencyCode ianaTimezone } }',
  );
  await expect(answer.json()).resolves.toMatchObject({
    data: { shop: { myshopifyDomain: SHOP, currencyCode: 'GBP', ianaTimezone: 'Europe/London' } },
  });
});

test('a refresh token works once', () => {
  const { refresh_token: refreshToken } = store.tokens.issue();
  expect(store.tokens.refresh(refreshToken)).toBeDefined();
  expect(store.tokens.refresh(refreshToken)).toBeUndefined();
});

test('a session token of another secret buys nothing', async () => {
  const jwt = sessionTokenOf('another-secret');
  const response = await fetch(`${store.url}/admin/oauth/access_token`, {
    method: 'POST',
    body: JSON.stringify({
      client_id: API_KEY,
      client_secret: API_SECRET,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: jwt,
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    }),
  });
  expect(response.status).toBe(400);
  await expect(response.json()).resolves.toMatchObject({ error: 'invalid_subject_token' });
});

test('without a token of the store the answer is 401', async () => {
  const response = await fetch(`${store.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'x-shopify-access-token': 'shpat_made_up' },
    body: JSON.stringify({ query: '{ shop { name } }' }),
  });
  expect(response.status).toBe(401);
});
