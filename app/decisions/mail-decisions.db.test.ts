import { beforeEach, expect, test } from 'vitest';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import type { MailOutcome } from '#app/messages/delivery/mailer.ts';
import { inShop } from '#app/platform/db.server.ts';
import { openDueMails } from '#tests/mail/due-mails.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { checkDecision } from './check-decision.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, mailServices } = environment;
const { dueMail } = openDueMails(environment);

beforeEach(() => {
  environment.clock.set(NOON);
});

/** What was decided about a mail, with the journey and the email it is about, and what comes of deciding again. */
async function decisionsAbout(key: string) {
  const { rows } = await db.owner.query<{ id: string; at: Date; outcome: string; reason: string }>(
    `select id, at, outcome, reason, journey_key as journey, message_key as message from decision
      where shop_id = $1 and effect_key = $2 order by at, id`,
    [shopId, key],
  );
  return await inShop(pool, shopId, async (client) => {
    const found = [];
    for (const { id, at, ...said } of rows) {
      const place = { id, at: new Date(at).getTime() };
      found.push({ ...said, again: await checkDecision(client, shopId, place) });
    }
    return found;
  });
}

const ABOUT = { journey: 'abandoned-basket', message: 'basket-reminder-1' };
const SAME = { ...ABOUT, again: { same: true } };

async function deliverAnswered(outcome: MailOutcome): Promise<string> {
  const { key } = await dueMail();
  const mailer = { ...mailServices.mailer, send: () => Promise.resolve(outcome) };
  await deliverMails({ ...mailServices, mailer }, shopId);
  return key;
}

test('a mail that leaves says what was read before it left', async () => {
  const { key } = await dueMail();
  await deliverMails(mailServices, shopId);
  expect(await decisionsAbout(key)).toEqual([{ ...SAME, outcome: 'sent', reason: 'marketing' }]);
});

test('so does one that is skipped, and one that waits for the end of the quiet hours', async () => {
  const { key: skipped } = await dueMail({ consent: 'not_subscribed' });
  await deliverMails(mailServices, shopId);
  expect(await decisionsAbout(skipped)).toEqual([
    { ...SAME, outcome: 'skipped', reason: 'not_subscribed' },
  ]);
  const { key: deferred } = await dueMail();
  environment.clock.set(Date.UTC(2026, 10, 20, 23));
  await deliverMails(mailServices, shopId);
  expect(await decisionsAbout(deferred)).toEqual([
    { ...SAME, outcome: 'deferred', reason: 'quiet_hours' },
  ]);
});

test.each<[MailOutcome, string, string]>([
  [
    { outcome: 'refused', permanent: true, answer: '550 5.1.1 no such user' },
    'failed',
    'refused_mailbox',
  ],
  [{ outcome: 'refused', permanent: false, answer: '451 4.3.0 later' }, 'deferred', 'try_again'],
])('the answer %o of a mail server is a decision', async (answer, outcome, reason) => {
  const key = await deliverAnswered(answer);
  expect(await decisionsAbout(key)).toEqual([{ ...SAME, outcome, reason }]);
});

test('no answer is a doubt, which rests on nothing that could be asked again', async () => {
  const key = await deliverAnswered({ outcome: 'unknown', reason: 'the link broke' });
  expect(await decisionsAbout(key)).toEqual([
    { ...ABOUT, outcome: 'in_doubt', reason: 'link_lost', again: { cannot: 'not_stored' } },
  ]);
});

test('a mail that cannot be read says so', async () => {
  const { key } = await dueMail();
  await db.owner.query(
    `update effect set payload = '{"template":"basket-reminder-1","journeyKey":"abandoned-basket"}'
      where shop_id = $1 and key = $2`,
    [shopId, key],
  );
  await deliverMails(mailServices, shopId);
  expect(await decisionsAbout(key)).toMatchObject([
    { ...ABOUT, outcome: 'failed', reason: 'unreadable' },
  ]);
});
