import { beforeEach, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { openDueMails } from '#tests/mail/due-mails.ts';
import { expectMailsAccounted } from '#tests/mail/mail-balance.ts';
import { effectState, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { deliverMails } from './deliver.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url, { lookup: true });
const { dueMail, mailsTo } = openDueMails(environment);

beforeEach(() => {
  environment.clock.set(NOON);
  Object.assign(environment.sink.faults, { rejectShare: 0, cutShare: 0 });
});

/** The state another process leaves behind when it dies, or is, between the two marks. */
async function leaveAttempted(key: string, dead: boolean): Promise<void> {
  const { rows } = await environment.pool.query<{ fence: number }>(
    'insert into heartbeat (id, kind, released_at) values (gen_random_uuid(), $1, $2) returning fence',
    ['worker', dead ? new Date() : null],
  );
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      "update effect set state = 'attempted', fence = $3 where shop_id = $1 and key = $2",
      [environment.shopId, key, rows[0]?.fence],
    ),
  );
}

test('a temporary refusal is tried again later', async () => {
  const { key, person } = await dueMail();
  Object.assign(environment.sink.faults, { rejectShare: 1, rejectCode: 451 });
  await deliverMails(environment.mailServices, environment.shopId);
  const refused = await effectState(environment, key);
  expect(refused).toMatchObject({ state: 'ready', reason: 'try_again' });
  Object.assign(environment.sink.faults, { rejectShare: 0 });
  environment.clock.set(refused.due_at);
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
});

test('a permanent refusal ends the mail', async () => {
  const { key } = await dueMail();
  Object.assign(environment.sink.faults, { rejectShare: 1, rejectCode: 554 });
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await effectState(environment, key)).toMatchObject({ state: 'failed', reason: 'refused' });
});

test('a link cut after the final dot doubles no mail: the receiver is asked first', async () => {
  const { key, person } = await dueMail();
  environment.sink.faults.cutShare = 1;
  await deliverMails(environment.mailServices, environment.shopId);
  environment.sink.faults.cutShare = 0;
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
  expect((await effectState(environment, key)).state).toBe('done');
});

test('mails whose answer was lost are noted with the subject they left with', async () => {
  const due = [await dueMail(), await dueMail()];
  environment.sink.faults.cutShare = 1;
  await deliverMails(environment.mailServices, environment.shopId);
  environment.sink.faults.cutShare = 0;
  await deliverMails(environment.mailServices, environment.shopId);
  for (const { key, person } of due) {
    const [mail] = await mailsTo(person.email);
    const { rows } = await db.owner.query(
      'select subject from message where shop_id = $1 and effect_key = $2',
      [environment.shopId, key],
    );
    expect(rows).toEqual([{ subject: mail?.subject }]);
  }
});

test('a mail whose process died before handing it over is sent by the next one', async () => {
  const { key, person } = await dueMail();
  await leaveAttempted(key, true);
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
});

test('a mail that a living process is sending is left alone', async () => {
  const { key, person } = await dueMail();
  await leaveAttempted(key, false);
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await mailsTo(person.email)).toHaveLength(0);
  expect((await effectState(environment, key)).state).toBe('attempted');
});

test.each(['{}', '{"context": {"applicationId": "no id"}}'])(
  'a mail that cannot be read fails by itself, and those beside it are sent: %s',
  async (payload) => {
    const [bad, good] = [await dueMail(), await dueMail()];
    await inShop(environment.pool, environment.shopId, (client) =>
      client.query(
        'update effect set payload = $3, run_id = null where shop_id = $1 and key = $2',
        [environment.shopId, bad.key, payload],
      ),
    );
    await deliverMails(environment.mailServices, environment.shopId);
    expect(await mailsTo(good.person.email)).toHaveLength(1);
    expect(await effectState(environment, bad.key)).toMatchObject({
      state: 'failed',
      reason: 'unreadable',
    });
  },
);

test('every mail is accounted for', async () => {
  await expectMailsAccounted(environment);
});
