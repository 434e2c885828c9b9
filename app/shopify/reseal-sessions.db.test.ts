import { Session } from '@shopify/shopify-api';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { encryptedSessionStorage } from './encrypted-session-storage.server.ts';
import { resealSessions } from './reseal-sessions.server.ts';
import { sealedTokens } from './session-tokens.server.ts';
import { openSessionTable } from './session-table.server.ts';

const db = await testDatabase();
const table = openSessionTable(db.url);
afterAll(() => table.close());
beforeEach(() => db.pool.query('delete from "Session"'));

const [before, both, after] = [testKeyRing(7), testKeyRing(2, 7), testKeyRing(2)];

function sessionsOf(ring: ReturnType<typeof testKeyRing>) {
  return encryptedSessionStorage(table, ring.sessionTokens);
}

function sessionOf(shop: string): Session {
  const tokens = { accessToken: `shpat_${shop}`, refreshToken: `shprt_${shop}` };
  return new Session({ id: `offline_${shop}`, shop, state: '', isOnline: false, ...tokens });
}

test('keys rotate, sessions go on working, and the old key can be retired', async () => {
  const shops = Array.from({ length: 110 }, (_, n) => `s${String(n)}.myshopify.com`);
  const sealed = shops.map((shop) => sealedTokens(before.sessionTokens, sessionOf(shop)));
  await db.pool.query(
    `insert into "Session" (id, shop, state, "accessToken", "refreshToken")
     select 'offline_' || shop, shop, '', access, refresh from unnest($1::text[], $2::text[], $3::text[]) as s (shop, access, refresh)`,
    [
      shops,
      sealed.map(({ accessToken }) => accessToken),
      sealed.map(({ refreshToken }) => refreshToken),
    ],
  );
  expect(await sessionsOf(both).loadSession('offline_s7.myshopify.com')).toMatchObject({
    accessToken: 'shpat_s7.myshopify.com',
  });
  expect(await resealSessions(db.pool, both.sessionTokens)).toEqual({
    resealed: 110,
    unreadable: 0,
  });
  expect(await resealSessions(db.pool, after.sessionTokens)).toEqual({
    resealed: 0,
    unreadable: 0,
  });
  for (const shop of shops.slice(0, 5))
    expect(await sessionsOf(after).loadSession(`offline_${shop}`)).toMatchObject({
      accessToken: `shpat_${shop}`,
      refreshToken: `shprt_${shop}`,
    });
});

test('tokens sealed before there was a ring open, and are sealed again bound to their shop', async () => {
  const id = 'offline_demo.myshopify.com';
  await db.pool.query(
    `insert into "Session" (id, shop, state, "accessToken", "refreshToken") values ($1, 'demo.myshopify.com', '', $2, $3)`,
    [
      id,
      // Sealed by the app as it then was, under the key of 32 sevens.
      'v1:_iAxSbOhcs4Mi9Y6JMtO5IThbyfDZiPMHovtz6Pu9abA4tU',
      'v1:MMFBl1MBoKHAk8g0E52MHmJWo9Xr_FSbJ-8wh7Q5PsXdAtg',
    ],
  );
  const tokens = { accessToken: 'shpat_1', refreshToken: 'shprt_1' };
  expect(await sessionsOf(both).loadSession(id)).toMatchObject(tokens);
  expect(await resealSessions(db.pool, both.sessionTokens)).toMatchObject({ resealed: 1 });
  expect(await sessionsOf(after).loadSession(id)).toMatchObject(tokens);
});

test('tokens copied to another column, session or shop do not open', async () => {
  for (const shop of ['one.myshopify.com', 'two.myshopify.com'])
    await sessionsOf(both).storeSession(sessionOf(shop));
  await sessionsOf(both).storeSession(sessionOf('three.myshopify.com'));
  await db.owner.query(
    `update "Session" t set "accessToken" = f."accessToken" from "Session" f
      where t.shop = 'one.myshopify.com' and f.shop = 'two.myshopify.com'`,
  );
  await db.owner.query(
    `update "Session" set "accessToken" = "refreshToken" where shop = 'two.myshopify.com'`,
  );
  await db.owner.query(
    `update "Session" set shop = 'four.myshopify.com' where shop = 'three.myshopify.com'`,
  );
  for (const shop of ['one', 'two', 'three'])
    expect(await sessionsOf(both).loadSession(`offline_${shop}.myshopify.com`)).toBeUndefined();
  expect(await resealSessions(db.pool, testKeyRing(3, 2, 7).sessionTokens)).toEqual({
    resealed: 0,
    unreadable: 3,
  });
});

test('a token that a visit stores while all are sealed again is not overwritten', async () => {
  const shop = 'busy.myshopify.com';
  await sessionsOf(before).storeSession(sessionOf(shop));
  const renewed = new Session({ ...sessionOf(shop).toObject(), accessToken: 'shpat_new' });
  const query = db.pool.query.bind(db.pool);
  const slow = Object.create(db.pool) as typeof db.pool;
  Object.assign(slow, {
    async query(text: string, values: unknown[]) {
      if (text.startsWith('update')) await sessionsOf(both).storeSession(renewed);
      return await query(text, values);
    },
  });
  expect(await resealSessions(slow, both.sessionTokens)).toEqual({ resealed: 0, unreadable: 0 });
  expect(await sessionsOf(after).loadSession(`offline_${shop}`)).toMatchObject({
    accessToken: 'shpat_new',
  });
});
