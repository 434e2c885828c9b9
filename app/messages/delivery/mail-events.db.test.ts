import { beforeEach, expect, test } from 'vitest';
import { SECOND } from '#app/lib/duration.ts';
import { openDueMails } from '#tests/mail/due-mails.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { deliverMails } from './deliver.server.ts';
import type { HandedMail } from './mail-attempts.server.ts';
import { createMailMarks } from './mail-marks.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url, { lookup: true, concurrency: 1 });
const { pool, shopId, mailServices } = environment;
const { dueMail } = openDueMails(environment);

beforeEach(async () => {
  environment.clock.set(NOON);
  await drainAt(pool, shopId, NOON);
  await forgetJobs();
});

/** One that was answered. */
const HANDED: HandedMail = {
  ...{ key: 'one', profileId: null, runId: null, customerId: null, journeyKey: null },
  ...{ address: 'ada@people.example', template: 'welcome', class: 'marketing' as const },
  ...{ subject: 'Hello', messageId: 'one@app.example', attempts: 0 },
  outcome: { outcome: 'accepted', answer: '250 OK' },
};

async function forgetJobs(): Promise<void> {
  await db.owner.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
}

async function isDrainAsked(): Promise<boolean> {
  const { rowCount } = await db.owner.query('select from graphile_worker.jobs where key = $1', [
    `drain:${shopId}`,
  ]);
  return (rowCount ?? 0) > 0;
}

async function sentEvents(): Promise<number> {
  const { rowCount } = await db.owner.query(
    `select from inbox where shop_id = $1 and topic = 'tendril/mail.sent'`,
    [shopId],
  );
  return rowCount ?? 0;
}

test('the events of a batch of mails are stored with the mails, and their job is asked for when the batch has left', async () => {
  for (let mails = 0; mails < 3; mails += 1) await dueMail();
  await forgetJobs();
  const asked: boolean[] = [];
  const { mailer } = mailServices;
  const watched: typeof mailer = {
    ...mailer,
    async send(mail) {
      asked.push(await isDrainAsked());
      return await mailer.send(mail);
    },
  };
  await deliverMails({ ...mailServices, mailer: watched }, shopId);
  expect(asked).toEqual([false, false, false]);
  expect(await sentEvents()).toBe(3);
  expect(await isDrainAsked()).toBe(true);
});

test('where mails leave slowly, the job is asked for once a second while the others leave', async () => {
  const marks = createMailMarks(mailServices, shopId);
  await marks.complete(HANDED);
  expect(await isDrainAsked()).toBe(false);
  environment.clock.set(NOON + SECOND);
  await marks.complete(HANDED);
  expect(await isDrainAsked()).toBe(true);
  await forgetJobs();
  await marks.complete(HANDED);
  expect(await isDrainAsked()).toBe(false);
});

test('events that a broken off run left in the inbox get their job when mails are sent next', async () => {
  await dueMail();
  await deliverMails(mailServices, shopId);
  await forgetJobs();
  expect(await sentEvents()).toBe(1);
  await deliverMails(mailServices, shopId);
  expect(await isDrainAsked()).toBe(true);
});

test('where nothing waits in the inbox, no job is asked for', async () => {
  await deliverMails(mailServices, shopId);
  expect(await isDrainAsked()).toBe(false);
});
