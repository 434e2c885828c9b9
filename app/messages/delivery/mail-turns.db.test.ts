import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { selectDueEffects } from '#app/effects/store/due-effects.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { addPerson, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { MAIL_BATCH } from './decide-due-mails.server.ts';
import { BATCHES_A_TURN } from './deliver.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, mailServices, clock } = environment;

test('after some batches of emails what else of the shop is due gets its turn, and the rest follows at once', async () => {
  const ada = await addPerson(environment, { consent: 'not_subscribed' });
  const request = { template: 'news', class: 'marketing', context: { subject: 'news' } };
  await inShop(pool, shopId, (client) =>
    client.query(
      `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
       select $1, 'turn:' || n, 'email', $2, 'ready', $3, $4, $4 from generate_series(1, $5::int) as n`,
      [shopId, ada.id, JSON.stringify(request), new Date(NOON), MAIL_BATCH * BATCHES_A_TURN + 1],
    ),
  );
  const turn = () => runEffectsOf('email', { ...mailServices, pool, clock }, shopId);
  const left = async () => {
    const { rows } = await db.owner.query<{ count: number }>(
      `select count(*)::int as count from effect where shop_id = $1 and state = 'ready'`,
      [shopId],
    );
    return Number(rows[0]?.count);
  };
  expect(await turn()).toBe(1);
  expect(await left()).toBe(1);
  expect(await turn()).toBeNull();
  expect(await left()).toBe(0);
});

test('transactional emails are taken first, then those of journeys, then those of campaigns', async () => {
  const { id } = await addPerson(environment);
  const add = (key: string, mailClass: string, minutes: number, campaignId: string | null = null) =>
    inShop(pool, shopId, (client) =>
      client.query(
        `insert into effect (shop_id, key, kind, profile_id, campaign_id, state, payload, created_at, due_at)
         values ($1, $2, 'email', $3, $4, 'ready', $5, $6, $6)`,
        [
          shopId,
          key,
          id,
          campaignId,
          JSON.stringify({ template: 'news', class: mailClass, context: { subject: 'news' } }),
          new Date(NOON - minutes * MINUTE),
        ],
      ),
    );
  await add('order:campaign', 'marketing', 50, randomUUID());
  await add('order:journey', 'marketing', 40);
  await add('order:journey-2', 'marketing', 30);
  await add('order:transactional', 'transactional', 20);
  await add('order:transactional-2', 'transactional', 10);
  const take = (limit: number, onlyKey: string | null = null) =>
    inShop(pool, shopId, async (client) => {
      const rows = await selectDueEffects(client, shopId, ['email'], { limit, now: NOON, onlyKey });
      return rows.map(({ key }) => key.replace('order:', ''));
    });
  const inTurn = ['transactional', 'transactional-2', 'journey', 'journey-2', 'campaign'];
  for (let limit = 1; limit <= 6; limit += 1)
    expect(await take(limit)).toEqual(inTurn.slice(0, limit));
  expect(await take(6, 'order:transactional')).toEqual(['transactional']);
  expect(await take(6, 'order:campaign')).toEqual(['campaign']);
});
