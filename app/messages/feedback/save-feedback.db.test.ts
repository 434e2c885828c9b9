import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { reportProof } from '#tests/faults/report-proof.ts';
import {
  mailSender,
  postmarkSender,
  resendSender,
  sendgridSender,
  type SentFeedback,
  type SentKind,
} from '#tests/mail/feedback-senders.ts';
import {
  FEEDBACK_SENDERS,
  openFeedback,
  REPORTED_ADDRESS,
  REPORTED_AT,
  REPORTED_MAIL,
} from '#tests/mail/feedback-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { liftSuppression } from './lift-suppression.server.ts';
import { listSuppressionChanges } from './store/suppression-changes.server.ts';

const db = await testDatabase();
const { shop, addPerson, connect, send, about, suppressions, history, mayMail } = openFeedback(db);

/** What is reported of a person, in its order, and why they are stopped by it. */
const STORIES: { reported: SentKind[]; reason: string | null }[] = [
  { reported: ['hard'], reason: 'hard_bounce' },
  { reported: ['complaint', 'hard'], reason: 'complaint' },
  { reported: ['soft', 'soft', 'soft', 'soft'], reason: null },
  { reported: ['soft', 'soft', 'soft', 'soft', 'soft'], reason: 'soft_bounce' },
  { reported: ['soft', 'soft', 'soft', 'delivered', 'soft', 'soft'], reason: null },
  { reported: ['delivered'], reason: null },
];
const PEOPLE = 4 * STORIES.length;

test('C5 shuffled reports of all providers, each three times among forged ones, stop who is to be stopped', async (context) => {
  const senders = await Promise.all(FEEDBACK_SENDERS.map((make) => connect(make())));
  const expected = new Map<string, string>();
  const sent: { sender: (typeof senders)[number]; sent: SentFeedback; status: number }[] = [];
  for (let place = 0; place < PEOPLE; place += 1) {
    const { reported, reason } = STORIES[place % STORIES.length] ?? { reported: [], reason: null };
    const address = `person-${String(place)}@people.example`;
    const messageId = `person-${String(place)}@app.example`;
    await addPerson(address, messageId);
    if (reason !== null) expected.set(address, reason);
    for (const [n, kind] of reported.entries()) {
      const sender = senders[(place + n) % senders.length];
      if (!sender) throw new Error('There are senders.');
      // A receiver that leaves the address out names the email.
      const mail = kind === 'complaint' ? messageId : `${String(place)}-${String(n)}`;
      const of = about(n, { address, messageId: mail, id: `${String(place)}-${String(n)}` });
      sent.push({ sender, sent: sender.report(kind, of, REPORTED_AT), status: 200 });
    }
  }
  const forger = mailSender();
  const forged = Array.from({ length: PEOPLE }, (_, place) => {
    const of = about(1, { address: `person-${String(place)}@people.example` });
    return { sender: forger, sent: forger.report('hard', of, REPORTED_AT), status: 401 };
  });
  const all = [...sent, ...sent, ...sent, ...forged];
  const [order = []] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
    numRuns: 1,
    seed: 7,
  });
  const answers = await Promise.all(
    order.map(async (one) => (await send(one.sender, one.sent)) === one.status),
  );
  const stopped = new Map((await suppressions()).map((one) => [one.address, one.reason]));
  const lost = [...expected].filter(([address, reason]) => stopped.get(address) !== reason);
  const more = [...stopped.keys()].filter((address) => !expected.has(address));
  const bounces = (await history()).filter((what) => what === 'suppressed soft_bounce');
  const { rows: twice } = await db.owner.query(
    `select address from suppression_change where shop_id = $1 and reason in ('hard_bounce', 'complaint')
      group by address, reason having count(*) > 1`,
    [shop().id],
  );
  reportProof(context, {
    promise: 'C5 reports of providers stop addresses',
    size: `${String(order.length)} requests about ${String(PEOPLE)} people`,
    lost: lost.length,
    duplicated: twice.length,
    unexpected: more.length + answers.filter((right) => !right).length,
  });
  expect({ lost, more, twice, wrong: answers.filter((right) => !right) }).toEqual({
    lost: [],
    more: [],
    twice: [],
    wrong: [],
  });
  // Of those whose row an email interrupted, some were stopped before that was known, and opened again.
  expect(bounces.length).toBeGreaterThanOrEqual(PEOPLE / STORIES.length);
});

test('a hard bounce of a known email is an event of its person, once', async () => {
  const sender = await connect(sendgridSender());
  const sent = sender.report('hard', about(1, { messageId: REPORTED_MAIL }), REPORTED_AT);
  for (let time = 0; time < 3; time += 1) {
    await send(sender, sent);
    await drainAt(db.pool, shop().id, REPORTED_AT);
  }
  const { rows } = await db.owner.query(
    `select kind from event where shop_id = $1 and kind = 'mail.bounced'`,
    [shop().id],
  );
  expect(rows).toHaveLength(1);
});

function lift(reason: string, at: number) {
  const wanted = { address: REPORTED_ADDRESS, reason, actor: 'staff:1' };
  return inShop(db.pool, shop().id, (client) => liftSuppression(client, shop().id, wanted, at));
}

test('an unsubscribe outlives the bounces that came over it, and staff lift no later report', async () => {
  await db.owner.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'unsubscribed', $3)`,
    [shop().id, REPORTED_ADDRESS, new Date(REPORTED_AT - DAY)],
  );
  const sender = await connect(resendSender());
  await send(sender, sender.report('hard', about(1), REPORTED_AT));
  expect(await lift('no', about(2).at)).toEqual({ outcome: 'needs_reason' });
  expect(await lift('The mailbox works again.', about(2).at)).toEqual({ outcome: 'lifted' });
  expect(await suppressions()).toMatchObject([{ reason: 'unsubscribed' }]);
  expect(await mayMail()).toBe(true);
  await send(sender, sender.report('hard', about(1), REPORTED_AT));
  expect(await suppressions()).toMatchObject([{ reason: 'unsubscribed' }]);
  await send(sender, sender.report('hard', about(3), REPORTED_AT));
  expect(await suppressions()).toMatchObject([{ reason: 'hard_bounce' }]);
});

test('of an address that is blocked over and over the newest changes are shown', async () => {
  const sender = await connect(sendgridSender());
  for (let time = 0; time < 7; time += 1) {
    await send(sender, sender.report('hard', about(2 * time), REPORTED_AT + time));
    await lift(`The mailbox works again, time ${String(time)}`, REPORTED_AT - DAY);
  }
  const shown = await inShop(db.pool, shop().id, (client) =>
    listSuppressionChanges(client, shop().id, [REPORTED_ADDRESS]),
  );
  expect(shown).toHaveLength(10);
  expect(shown[0]).toMatchObject({ change: 'lifted', words: 'The mailbox works again, time 6' });
  expect(shown.at(-1)).toMatchObject({ change: 'suppressed' });
});

test('a complaint is lifted only after the address itself opted in again, and the history says who lifted it', async () => {
  const sender = await connect(postmarkSender());
  await send(sender, sender.report('complaint', about(1), REPORTED_AT));
  expect(await lift('She asked us to.', REPORTED_AT)).toEqual({ outcome: 'needs_opt_in' });
  await db.owner.query(
    `insert into address_consent (shop_id, channel, address, state, at, opted_in_at, consent_id, acts)
     values ($1, 'email', $2, 'subscribed', $3, $3, gen_random_uuid(), '{}')
     on conflict (shop_id, channel, address) do update set opted_in_at = excluded.opted_in_at`,
    [shop().id, REPORTED_ADDRESS, new Date(REPORTED_AT)],
  );
  expect(await lift('She opted in again.', REPORTED_AT)).toEqual({ outcome: 'lifted' });
  expect(await lift('She opted in again.', REPORTED_AT)).toEqual({ outcome: 'not_blocked' });
  expect(await history()).toEqual(['suppressed complaint', 'lifted complaint']);
  const shown = await inShop(db.pool, shop().id, (client) =>
    listSuppressionChanges(client, shop().id, [REPORTED_ADDRESS, 'eve@people.example']),
  );
  expect(shown).toMatchObject([
    { address: REPORTED_ADDRESS, change: 'lifted', actor: 'staff:1', words: 'She opted in again.' },
    { address: REPORTED_ADDRESS, change: 'suppressed', reason: 'complaint', actor: null },
  ]);
  const audit = await db.owner.query(
    `select actor from audit where shop_id = $1 and action = 'suppression.lifted'`,
    [shop().id],
  );
  expect(audit.rows).toEqual([{ actor: 'staff:1' }]);
  await send(sender, sender.report('complaint', about(1), REPORTED_AT));
  expect(await suppressions()).toEqual([]);
});
