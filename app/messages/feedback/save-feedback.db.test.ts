import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  postmarkSender,
  resendSender,
  sendgridSender,
  type SentKind,
} from '#tests/mail/feedback-senders.ts';
import {
  FEEDBACK_SENDERS,
  openFeedback,
  REPORTED_ADDRESS,
  REPORTED_AT,
} from '#tests/mail/feedback-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { REPORTED_MAIL } from '#tests/mail/feedback-shop.ts';
import { liftSuppression } from './lift-suppression.server.ts';

const db = await testDatabase();
const { shop, addPerson, connect, send, about, suppressions, history, mayMail } = openFeedback(db);

test('shuffled reports of all providers about many people, each three times, leave the same as in order', async () => {
  const senders = await Promise.all(FEEDBACK_SENDERS.map((make) => connect(make())));
  const kinds: SentKind[][] = [
    ['hard'],
    ['complaint', 'hard'],
    ['soft', 'soft', 'soft', 'soft'],
    ['soft', 'soft', 'soft', 'soft', 'soft'],
    ['soft', 'soft', 'soft', 'delivered', 'soft', 'soft'],
    ['delivered'],
  ];
  const sent = [];
  for (const [place, story] of kinds.entries()) {
    const address = `person-${String(place)}@people.example`;
    const messageId = `person-${String(place)}@app.example`;
    await addPerson(address, messageId);
    for (const [n, kind] of story.entries()) {
      const sender = senders[(place + n) % senders.length];
      if (!sender) throw new Error('There are senders.');
      // A receiver that leaves the address out names the email.
      const mail = kind === 'complaint' ? messageId : `${String(place)}-${String(n)}`;
      const of = about(n, { address, messageId: mail, id: `${String(place)}-${String(n)}` });
      sent.push({ sender, sent: sender.report(kind, of, REPORTED_AT) });
    }
  }
  const order = fc.sample(
    fc.shuffledSubarray([...sent, ...sent, ...sent], { minLength: sent.length * 3 }),
    { numRuns: 1, seed: 7 },
  );
  const statuses = await Promise.all((order[0] ?? []).map((one) => send(one.sender, one.sent)));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await suppressions()).map(({ address, reason }) => [address[7], reason])).toEqual([
    ['0', 'hard_bounce'],
    ['1', 'complaint'],
    ['3', 'soft_bounce'],
  ]);
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
  const { rows } = await db.owner.query(
    `select actor, words from suppression_change where shop_id = $1 and change = 'lifted'`,
    [shop().id],
  );
  expect(rows).toEqual([{ actor: 'staff:1', words: 'She opted in again.' }]);
  const audit = await db.owner.query(
    `select actor from audit where shop_id = $1 and action = 'suppression.lifted'`,
    [shop().id],
  );
  expect(audit.rows).toEqual([{ actor: 'staff:1' }]);
  await send(sender, sender.report('complaint', about(1), REPORTED_AT));
  expect(await suppressions()).toEqual([]);
});
