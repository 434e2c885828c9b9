import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { mailSettings, type MailSettings } from '#app/messages/sender/mail-settings.ts';
import { loadSettings, saveSettings } from '#app/messages/sender/save-settings.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { expectMailsAccounted } from '#tests/mail/mail-balance.ts';
import {
  addCart,
  addPerson,
  askForMail,
  effectState,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { putLeadInStage } from '#tests/pipeline/lead-in-stage.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { deliverMails } from './deliver.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url, { lookup: true });
const { pool, shopId, clock, mailServices } = environment;

function here<T>(work: (client: ShopClient) => Promise<T>): Promise<T> {
  return inShop(pool, shopId, work);
}

async function deliver(): Promise<void> {
  await deliverMails(mailServices, shopId);
}

async function limit(limits: Partial<MailSettings['limits']>): Promise<void> {
  await here(async (client) => {
    const { version, settings } = await loadSettings(client, shopId);
    const changed = { ...settings, limits: { ...mailSettings({}).limits, ...limits } };
    await saveSettings(client, shopId, changed, { base: version, actor: 'ann', now: NOON });
  });
}

/** A reminder of a cart of its own that is due. */
async function reminder(person: { id: string }, more: { payload?: object; dueAt?: number } = {}) {
  const cart = await addCart(environment, person.id);
  const { payload = {}, ...options } = more;
  const key = await askForMail(environment, person, cart, options);
  await here((client) =>
    client.query(
      'update effect set payload = payload::jsonb || $3 where shop_id = $1 and key = $2',
      [shopId, key, JSON.stringify(payload)],
    ),
  );
  return key;
}

/** A marketing email that the person got. */
async function sentBefore(person: { id: string }, ms: number): Promise<void> {
  await here((client) =>
    client.query(
      `insert into message (shop_id, effect_key, profile_id, template, class, subject, message_id, sent_at)
       values ($1, $2, $3, 'news', 'marketing', 'News', $2, $4)`,
      [shopId, randomUUID(), person.id, new Date(NOON - ms)],
    ),
  );
}

async function decisionsOf(key: string) {
  const { rows } = await here((client) =>
    client.query<{ outcome: string; reason: string; rule: string; facts: Record<string, unknown> }>(
      'select outcome, reason, rule, facts from decision where shop_id = $1 and effect_key = $2 order by at',
      [shopId, key],
    ),
  );
  return rows;
}

async function ticket(person: { id: string }, kind: 'opened' | 'closed', at: number) {
  await here(async (client) => {
    await client.query(
      `insert into event (shop_id, id, at, profile_id, kind, topic, props)
       values ($1, $2, $3, $4, $5, 'tendril/event.reported', '{"ticketId":"7","channel":"chat"}')`,
      [shopId, randomUUID(), new Date(at), person.id, `support.ticket_${kind}`],
    );
    await client.query(
      `update profile set state = jsonb_set(state::jsonb, '{signals,ticket_opened}', $3) where shop_id = $1 and id = $2`,
      [shopId, person.id, JSON.stringify([[Math.floor(NOON / DAY), 1, 0]])],
    );
  });
}

beforeEach(async () => {
  clock.set(NOON);
  await limit({});
});

describe('marketing that is due', () => {
  test('leaves only as often as the caps allow, and the decision says what was counted', async () => {
    const person = await addPerson(environment);
    await sentBefore(person, 20 * HOUR);
    await sentBefore(person, 10 * HOUR);
    const key = await reminder(person);
    await deliver();
    expect(await effectState(environment, key)).toMatchObject({
      state: 'ready',
      reason: 'frequency_cap',
      due_at: NOON + 4 * HOUR,
    });
    const [decision] = await decisionsOf(key);
    expect(decision).toMatchObject({
      outcome: 'deferred',
      reason: 'frequency_cap',
      rule: 'planner@1',
      facts: {
        template: 'basket-reminder-1',
        until: NOON + 4 * HOUR,
        sent_day: 2,
        most_day: 2,
        time_zone: 'Europe/London',
      },
    });
    clock.set(NOON + 4 * HOUR);
    await deliver();
    expect((await effectState(environment, key)).state).toBe('done');
    expect((await decisionsOf(key)).map(({ outcome }) => outcome)).toEqual(['deferred', 'sent']);
  });

  test('goes to a person by importance: the less important one waits for the gap', async () => {
    const person = await addPerson(environment);
    const news = await reminder(person, { payload: { priority: 2 }, dueAt: NOON - HOUR });
    const cart = await reminder(person);
    await deliver();
    expect((await effectState(environment, cart)).state).toBe('done');
    expect(await effectState(environment, news)).toMatchObject({
      state: 'ready',
      reason: 'outranked',
      due_at: NOON + 4 * HOUR,
    });
  });

  test('counts an email in doubt, which may have arrived', async () => {
    const person = await addPerson(environment);
    const doubtful = await reminder(person);
    await here((client) =>
      client.query(
        `update effect set state = 'in_doubt', attempted_at = $3, due_at = $3 where shop_id = $1 and key = $2`,
        [shopId, doubtful, new Date(NOON - HOUR)],
      ),
    );
    const key = await reminder(person);
    // The receiver knows nothing of it, but is not asked about what a person decides on.
    await deliverMails({ ...mailServices, mailer: withoutLookup() }, shopId);
    expect(await effectState(environment, key)).toMatchObject({ reason: 'minimum_gap' });
    await deliver();
  });

  test('is not sent once it is no longer relevant, and is on record', async () => {
    const person = await addPerson(environment);
    await sentBefore(person, HOUR);
    const key = await reminder(person, { payload: { relevantUntil: NOON + HOUR } });
    await deliver();
    expect(await effectState(environment, key)).toMatchObject({
      state: 'skipped',
      reason: 'no_longer_relevant',
    });
    expect(await decisionsOf(key)).toMatchObject([
      { outcome: 'skipped', reason: 'no_longer_relevant', rule: 'planner@1' },
    ]);
  });

  test('rests in the quiet hours where the person is, unless those of the shop are chosen', async () => {
    const person = await addPerson(environment);
    await here((client) =>
      client.query(
        `update profile set state = jsonb_set(state::jsonb, '{country}', '{"value":"JP","at":1}')
          where shop_id = $1 and id = $2`,
        [shopId, person.id],
      ),
    );
    const key = await reminder(person);
    await deliver();
    expect(await effectState(environment, key)).toMatchObject({
      reason: 'quiet_hours',
      due_at: NOON + 11 * HOUR,
    });
    await limit({ quietZone: 'shop' });
    const other = await reminder(person);
    await deliver();
    expect((await effectState(environment, other)).state).toBe('done');
  });

  test('pauses while a support ticket is open', async () => {
    const person = await addPerson(environment);
    await ticket(person, 'opened', NOON - HOUR);
    const key = await reminder(person);
    await deliver();
    expect(await effectState(environment, key)).toMatchObject({
      reason: 'open_ticket',
      due_at: NOON + 6 * HOUR,
    });
    clock.set(NOON + 6 * HOUR);
    await ticket(person, 'closed', NOON + HOUR);
    await deliver();
    expect((await effectState(environment, key)).state).toBe('done');
  });

  test('pauses while a deal is open, unless the shop does not pause for deals', async () => {
    const person = await addPerson(environment);
    await here((client) => putLeadInStage(client, shopId, person.id, 'qualified', NOON));
    const key = await reminder(person);
    await deliver();
    expect(await effectState(environment, key)).toMatchObject({
      reason: 'open_deal',
      due_at: NOON + 6 * HOUR,
    });
    await limit({ pausesForDeal: false });
    const other = await reminder(person);
    await deliver();
    expect((await effectState(environment, other)).state).toBe('done');
  });

  test('is not held back by one whose journey is paused', async () => {
    const person = await addPerson(environment);
    await reminder(person, { dueAt: NOON + HOUR, payload: { priority: 5 } });
    await here((client) =>
      client.query(
        `update effect set reason = 'journey_paused' where shop_id = $1 and profile_id = $2`,
        [shopId, person.id],
      ),
    );
    const key = await reminder(person);
    await deliver();
    expect((await effectState(environment, key)).state).toBe('done');
  });
});

test('what belongs to something the person did is never held back', async () => {
  const person = await addPerson(environment);
  await sentBefore(person, HOUR);
  await sentBefore(person, 2 * HOUR);
  const cart = await addCart(environment, person.id);
  const key = await askForMail(environment, person, cart, { class: 'transactional' });
  await deliver();
  expect((await effectState(environment, key)).state).toBe('done');
});

test('an email that was tried already stays relevant as long as it is tried', async () => {
  const person = await addPerson(environment);
  const key = await reminder(person, { payload: { relevantUntil: NOON - HOUR } });
  await here((client) =>
    client.query('update effect set attempts = 1 where shop_id = $1 and key = $2', [shopId, key]),
  );
  await deliver();
  expect((await effectState(environment, key)).state).toBe('done');
});

test('every mail is accounted for', async () => {
  await expectMailsAccounted(environment);
});

function withoutLookup(): typeof mailServices.mailer {
  const { mailer } = mailServices;
  return { send: (mail) => mailer.send(mail), close: () => mailer.close() };
}
