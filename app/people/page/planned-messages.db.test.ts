import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  addCart,
  addPerson,
  askForMail,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { loadPersonPlan } from './planned-messages.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId } = environment;

async function planOf(profileId: string, pausedKeys: ReadonlySet<string> = new Set()) {
  return await inShop(pool, shopId, async (client) =>
    loadPersonPlan(
      client,
      shopId,
      profileId,
      {
        timeZone: 'Europe/London',
        names: await loadDefinitionNames(client, shopId),
        pausedKeys,
      },
      NOON,
    ),
  );
}

test('a person with nothing ahead has an empty plan', async () => {
  const { id } = await addPerson(environment);
  expect(await planOf(id)).toEqual({ messages: [], zone: 'Europe/London' });
});

test('what waits and what a run comes to are planned together, each with when and why', async () => {
  const person = await addPerson(environment);
  const cart = await addCart(environment, person.id);
  await askForMail(environment, person, cart, { dueAt: NOON });
  await inShop(pool, shopId, async (client) => {
    await client.query(
      `insert into message (shop_id, effect_key, profile_id, template, class, subject, message_id, sent_at)
       values ($1, $2, $3, 'news', 'marketing', 'News', $2, $4)`,
      [shopId, randomUUID(), person.id, new Date(NOON - HOUR)],
    );
    await client.query('update journey_run set wake_at = $3 where shop_id = $1 and id = $2', [
      shopId,
      cart.runId,
      new Date(NOON + DAY),
    ]);
  });
  const { messages } = await planOf(person.id);
  expect(messages).toMatchObject([
    {
      channel: 'email',
      journeyKey: 'abandoned-basket',
      state: 'deferred',
      at: NOON + 3 * HOUR,
      notes: ['Too soon after another message'],
    },
    {
      channel: 'email',
      state: 'planned',
      at: NOON + DAY,
      notes: ['After the wait, if still relevant'],
    },
  ]);
});

test('what belongs to a paused journey has no time, and says so', async () => {
  const person = await addPerson(environment);
  const cart = await addCart(environment, person.id);
  await askForMail(environment, person, cart, { dueAt: NOON });
  const { messages } = await planOf(person.id, new Set(['abandoned-basket']));
  expect(messages).toMatchObject([
    { channel: 'email', state: 'paused', at: null, notes: ['The journey is paused'] },
  ]);
});
