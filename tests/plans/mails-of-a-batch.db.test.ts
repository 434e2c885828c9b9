import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { selectDueEffects } from '#app/effects/store/due-effects.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { markAttempted } from '#app/messages/delivery/mail-attempts.server.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { tablesReadWidely } from './judge-plan.ts';
import { observedDatabase } from './observed-database.ts';

const MAILS = 2_000;
const SENT = 50;

const { db, observed } = await observedDatabase();

test('mails of a batch are marked by key in a table that the planner takes for small', async () => {
  const { id } = await installedShop(db.pool);
  const { rows } = await db.owner.query<{ key: string }>(
    `insert into effect (shop_id, key, kind, state, payload, created_at, due_at)
     select $1, 'mail:' || n, 'email', 'ready', '{}', $3, $3 from generate_series(1, $2::int) as n returning key`,
    [id, MAILS, new Date(SEEN_AT)],
  );
  const attempts = rows.slice(0, SENT).map(({ key }) => ({
    key,
    profileId: null,
    runId: null,
    class: 'transactional' as const,
    address: `${key.slice(5)}@people.example`,
    subject: 'Thank you',
    templateVersion: 1,
    topic: 'news' as const,
  }));
  observed.take();
  const sent = await inShop(observed.pool, id, (client) =>
    markAttempted(client, id, 1, attempts, SEEN_AT),
  );
  expect(sent.size).toBe(SENT);
  expect(tablesReadWidely(observed.take(), MAILS)).toEqual([]);
});

test('the next due mails are read without all that are due, of campaigns as well', async () => {
  const { id } = await installedShop(db.pool);
  const add = (name: string, count: number, mailClass: string, campaignId: string | null) =>
    db.owner.query(
      `insert into effect (shop_id, key, kind, campaign_id, state, payload, created_at, due_at)
       select $1, $2 || n, 'email', $6, 'ready', $4, $5, $5 from generate_series(1, $3::int) as n`,
      [id, name, count, JSON.stringify({ class: mailClass }), new Date(SEEN_AT), campaignId],
    );
  await add('campaign:', 2 * MAILS, 'marketing', randomUUID());
  const limit = 10;
  const next = async () => {
    observed.take();
    const due = await inShop(observed.pool, id, (client) =>
      selectDueEffects(client, id, ['email'], { limit, now: SEEN_AT }),
    );
    expect(tablesReadWidely(observed.take(), MAILS / 4)).toEqual([]);
    return due.map(({ key }) => key.split(':')[0]);
  };
  expect(new Set(await next())).toEqual(new Set(['campaign']));
  await add('journey:', MAILS, 'marketing', null);
  expect(new Set(await next())).toEqual(new Set(['journey']));
  await add('order:', MAILS, 'transactional', null);
  expect(new Set(await next())).toEqual(new Set(['order']));
});
