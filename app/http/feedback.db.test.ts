import { beforeEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { maySend } from '#app/consent/may-send.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { consentOfRow } from '#app/consent/consent-columns.ts';
import { feedbackToken } from '#app/messages/feedback/feedback-source.ts';
import { selectMailConsents } from '#app/messages/delivery/store/mail-consents.server.ts';
import { saveFeedbackSource } from '#app/messages/feedback/store/feedback-sources.server.ts';
import { liftSuppressions } from '#app/messages/feedback/store/suppressions.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import {
  mailgunSender,
  mailSender,
  postmarkSender,
  resendSender,
  sendgridSender,
  snsKeys,
  snsSender,
  type FeedbackSender,
  type SentFeedback,
  type SentKind,
} from '#tests/mail/feedback-senders.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { feedbackHandler } from './feedback.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-11-05T12:00:00Z');
const { key, pem } = snsKeys();
const confirmed: string[] = [];
const services = {
  pool: db.pool,
  clock: { now: () => NOW },
  logger: silentLogger,
  sns: {
    certificateOf: () => Promise.resolve(pem),
    confirm(url: string) {
      confirmed.push(url);
      return Promise.resolve(true);
    },
  },
};

const SENDERS: (() => FeedbackSender)[] = [
  () => snsSender(key),
  postmarkSender,
  sendgridSender,
  mailgunSender,
  resendSender,
  mailSender,
];
const ADDRESS = 'ada@people.example';
const MESSAGE_ID = 'abc@app.example';

let shop: TestShop;
beforeEach(async () => {
  shop = await installedShop(db.pool);
  await addPerson(ADDRESS, MESSAGE_ID);
});

/** A person of the shop who got an email. */
async function addPerson(email: string, messageId: string): Promise<void> {
  const id = Number.parseInt(idOf('customer', email).slice(0, 8), 16);
  const admin_graphql_api_id = `gid://shopify/Customer/${String(id)}`;
  const payload = customerPayload({ id, admin_graphql_api_id, email });
  await receive(db.pool, shop.id, 'customers/update', payload, `customer ${email}`);
  await drainAt(db.pool, shop.id, NOW - DAY);
  await db.owner.query(
    `insert into message (shop_id, effect_key, profile_id, template, class, subject, message_id, sent_at)
     select $1, $2, id, 'welcome', 'marketing', 'Hello', $2, $3 from profile where shop_id = $1 and email = $4`,
    [shop.id, messageId, new Date(NOW - HOUR), email],
  );
}

async function connect(sender: FeedbackSender, of = shop): Promise<FeedbackSender> {
  const { provider, secret } = sender;
  await inShop(db.pool, of.id, (client) =>
    saveFeedbackSource(client, of.id, {
      provider,
      secret,
      hint: 'abcd',
      actor: 'staff:1',
      now: NOW,
    }),
  );
  return sender;
}

function requestOf(provider: string, { headers, body }: SentFeedback, of = shop): Request {
  const url = `https://app.example/feedback/${feedbackToken(of.id)}/${provider}`;
  return new Request(url, { method: 'POST', headers, body: new Uint8Array(body) });
}

async function send(sender: FeedbackSender, sent: SentFeedback, of = shop): Promise<number> {
  return (await feedbackHandler(requestOf(sender.provider, sent, of), services)).status;
}

function about(number: number, more: object = {}) {
  const at = NOW - HOUR + number * MINUTE;
  return {
    address: ADDRESS,
    messageId: `soft-${String(number)}`,
    at,
    id: `id-${String(number)}`,
    ...more,
  };
}

async function suppressions(
  of = shop,
): Promise<{ address: string; reason: string; source: string }[]> {
  const { rows } = await db.owner.query<{ address: string; reason: string; source: string }>(
    'select address, reason, source from suppression where shop_id = $1 order by address',
    [of.id],
  );
  return rows;
}

async function history(): Promise<string[]> {
  const { rows } = await db.owner.query<{ what: string }>(
    `select change || ' ' || reason as what from suppression_change where shop_id = $1 order by id`,
    [shop.id],
  );
  return rows.map(({ what }) => what);
}

async function mayMail(): Promise<boolean> {
  return await inShop(db.pool, shop.id, async (client) => {
    const row = (await selectMailConsents(client, shop.id, [ADDRESS])).get(ADDRESS);
    return row !== undefined && maySend('transactional', consentOfRow(ADDRESS, row)).allowed;
  });
}

describe.each(SENDERS.map((make) => [make().provider, make] as const))(
  'reports of %s',
  (provider, make) => {
    test.each<[SentKind, string]>([
      ['hard', 'hard_bounce'],
      ['complaint', 'complaint'],
    ])(
      'one %s stops the address at once and once, however often it is sent',
      async (kind, reason) => {
        const sender = await connect(make());
        const sent = sender.report(kind, about(1, { messageId: MESSAGE_ID }), NOW);
        expect(await mayMail()).toBe(true);
        expect([
          await send(sender, sent),
          await send(sender, sent),
          await send(sender, sent),
        ]).toEqual([200, 200, 200]);
        expect(await suppressions()).toEqual([{ address: ADDRESS, reason, source: provider }]);
        expect(await history()).toEqual([`suppressed ${reason}`]);
        expect(await mayMail()).toBe(false);
      },
    );

    test('the fifth soft bounce in a row stops the address, sent three times and shuffled', async () => {
      const sender = await connect(make());
      const five = [1, 2, 3, 4, 5].map((n) => sender.report('soft', about(n), NOW));
      const [fifth, ...four] = five;
      for (const sent of [...four, ...four, ...four]) await send(sender, sent);
      expect(await suppressions()).toEqual([]);
      for (const sent of [fifth, ...four, fifth]) if (sent) await send(sender, sent);
      expect(await suppressions()).toEqual([
        { address: ADDRESS, reason: 'soft_bounce', source: provider },
      ]);
      await send(sender, sender.report('delivered', about(9), NOW));
      expect(await suppressions()).toEqual([]);
      expect(await history()).toEqual(['suppressed soft_bounce', 'lifted soft_bounce']);
    });

    test('a forged report is refused and changes nothing; one of another shop as well', async () => {
      const sender = await connect(make());
      const other = await connect(make(), await installedShop(db.pool));
      const sent = sender.report('hard', about(1), NOW);
      const forged = { headers: {}, body: Buffer.from('{"Type":"Notification"}') };
      expect(await send(sender, forged)).toBe(401);
      if (provider !== 'ses')
        expect(await send(sender, other.report('hard', about(1), NOW))).toBe(401);
      expect(await suppressions()).toEqual([]);
      expect(await send(sender, sent)).toBe(200);
    });

    test('an unknown mail to an address that no person of the shop has changes nothing', async () => {
      const sender = await connect(make());
      const stranger = about(1, {
        address: 'eve@strangers.example',
        messageId: 'unknown@app.example',
      });
      expect(await send(sender, sender.report('hard', stranger, NOW))).toBe(200);
      expect(await send(sender, sender.report('complaint', stranger, NOW))).toBe(200);
      expect(await suppressions()).toEqual([]);
      const { rowCount } = await db.owner.query('select from address_feedback where shop_id = $1', [
        shop.id,
      ]);
      expect(rowCount).toBe(0);
    });
  },
);

test('shuffled reports of all providers about many people, each three times, leave the same as in order', async () => {
  const senders = await Promise.all(SENDERS.map((make) => connect(make())));
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
      sent.push({ sender, sent: sender.report(kind, of, NOW) });
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

describe('the address for reports', () => {
  test.each([
    ['a token that is none', () => 'https://app.example/feedback/nonsense/ses'],
    [
      'a shop that is none',
      () => `https://app.example/feedback/${feedbackToken(idOf('no shop'))}/ses`,
    ],
    [
      'a provider that may not report',
      () => `https://app.example/feedback/${feedbackToken(shop.id)}/resend`,
    ],
    [
      'a provider that is none',
      () => `https://app.example/feedback/${feedbackToken(shop.id)}/elsewhere`,
    ],
    ['more of a path', () => `https://app.example/feedback/${feedbackToken(shop.id)}/ses/x`],
  ])('gives 404 for %s', async (_, urlOf) => {
    const { status } = await feedbackHandler(
      new Request(urlOf(), { method: 'POST', body: '{}' }),
      services,
    );
    expect(status).toBe(404);
  });

  test('refuses what is too large, and what is not posted', async () => {
    const sender = await connect(postmarkSender());
    const large = { headers: {}, body: Buffer.alloc(2 * 1024 * 1024 + 1) };
    expect(await send(sender, large)).toBe(413);
    const url = requestOf('postmark', large).url;
    expect((await feedbackHandler(new Request(url), services)).status).toBe(405);
  });

  test('confirms the subscription of the shop’s own topic', async () => {
    const sender = snsSender(key);
    await connect(sender);
    const SubscribeURL = `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${sender.secret}&Token=1`;
    const more = { Type: 'SubscriptionConfirmation' as const, Token: '1', SubscribeURL };
    expect(await send(sender, sender.envelope(more, NOW))).toBe(200);
    expect(confirmed).toEqual([SubscribeURL]);
  });

  test('takes an authentic report that cannot be read, and notes when a provider reported', async () => {
    const sender = await connect(postmarkSender());
    const { headers } = sender.report('hard', about(1), NOW);
    expect(await send(sender, { headers, body: Buffer.from('{}') })).toBe(200);
    await send(sender, sender.report('delivered', about(1), NOW));
    const { rows } = await db.owner.query(
      'select received_at from feedback_source where shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ received_at: new Date(NOW) }]);
  });
});

test('a hard bounce of a known email is an event of its person, once', async () => {
  const sender = await connect(sendgridSender());
  const sent = sender.report('hard', about(1, { messageId: MESSAGE_ID }), NOW);
  for (let time = 0; time < 3; time += 1) {
    await send(sender, sent);
    await drainAt(db.pool, shop.id, NOW);
  }
  const { rows } = await db.owner.query(
    `select kind from event where shop_id = $1 and kind = 'mail.bounced'`,
    [shop.id],
  );
  expect(rows).toHaveLength(1);
});

test('an unsubscribe outlives the bounces that came over it, and staff lift no later report', async () => {
  await db.owner.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'unsubscribed', $3)`,
    [shop.id, ADDRESS, new Date(NOW - DAY)],
  );
  const sender = await connect(resendSender());
  await send(sender, sender.report('hard', about(1), NOW));
  await inShop(db.pool, shop.id, (client) =>
    liftSuppressions(client, shop.id, [
      {
        address: ADDRESS,
        at: about(2).at,
        source: 'staff',
        words: 'works again',
        actor: 'staff:1',
      },
    ]),
  );
  expect(await suppressions()).toMatchObject([{ reason: 'unsubscribed' }]);
  await send(sender, sender.report('hard', about(1), NOW));
  expect(await suppressions()).toMatchObject([{ reason: 'unsubscribed' }]);
  await send(sender, sender.report('hard', about(3), NOW));
  expect(await suppressions()).toMatchObject([{ reason: 'hard_bounce' }]);
});
