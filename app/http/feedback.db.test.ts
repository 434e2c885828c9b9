import { describe, expect, test } from 'vitest';
import { idOf } from '#app/lib/ids.ts';
import { feedbackToken } from '#app/messages/feedback/feedback-source.ts';
import { postmarkSender, snsSender, type SentKind } from '#tests/mail/feedback-senders.ts';
import {
  FEEDBACK_SENDERS,
  openFeedback,
  REPORTED_ADDRESS,
  REPORTED_AT,
  REPORTED_MAIL,
  SNS_KEY,
} from '#tests/mail/feedback-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { feedbackHandler } from './feedback.server.ts';

const db = await testDatabase();
const {
  shop,
  services,
  confirmed,
  connect,
  requestOf,
  send,
  about,
  suppressions,
  history,
  mayMail,
} = openFeedback(db);

describe.each(FEEDBACK_SENDERS.map((make) => [make().provider, make] as const))(
  'reports of %s',
  (provider, make) => {
    test.each<[SentKind, string]>([
      ['hard', 'hard_bounce'],
      ['complaint', 'complaint'],
    ])(
      'one %s stops the address at once and once, however often it is sent',
      async (kind, reason) => {
        const sender = await connect(make());
        const sent = sender.report(kind, about(1, { messageId: REPORTED_MAIL }), REPORTED_AT);
        expect(await mayMail()).toBe(true);
        expect([
          await send(sender, sent),
          await send(sender, sent),
          await send(sender, sent),
        ]).toEqual([200, 200, 200]);
        expect(await suppressions()).toEqual([
          { address: REPORTED_ADDRESS, reason, source: provider },
        ]);
        expect(await history()).toEqual([`suppressed ${reason}`]);
        expect(await mayMail()).toBe(false);
      },
    );

    test('the fifth soft bounce in a row stops the address, sent three times and shuffled', async () => {
      const sender = await connect(make());
      const five = [1, 2, 3, 4, 5].map((n) => sender.report('soft', about(n), REPORTED_AT));
      const [fifth, ...four] = five;
      for (const sent of [...four, ...four, ...four]) await send(sender, sent);
      expect(await suppressions()).toEqual([]);
      for (const sent of [fifth, ...four, fifth]) if (sent) await send(sender, sent);
      expect(await suppressions()).toEqual([
        { address: REPORTED_ADDRESS, reason: 'soft_bounce', source: provider },
      ]);
      await send(sender, sender.report('delivered', about(9), REPORTED_AT));
      expect(await suppressions()).toEqual([]);
      expect(await history()).toEqual(['suppressed soft_bounce', 'lifted soft_bounce']);
    });

    test('a forged report is refused and changes nothing; one of another shop as well', async () => {
      const sender = await connect(make());
      const other = await connect(make(), await installedShop(db.pool));
      const sent = sender.report('hard', about(1), REPORTED_AT);
      const forged = { headers: {}, body: Buffer.from('{"Type":"Notification"}') };
      expect(await send(sender, forged)).toBe(401);
      if (provider !== 'ses')
        expect(await send(sender, other.report('hard', about(1), REPORTED_AT))).toBe(401);
      expect(await suppressions()).toEqual([]);
      expect(await send(sender, sent)).toBe(200);
    });

    test('an unknown mail to an address that no person of the shop has changes nothing', async () => {
      const sender = await connect(make());
      const stranger = about(1, {
        address: 'eve@strangers.example',
        messageId: 'unknown@app.example',
      });
      expect(await send(sender, sender.report('hard', stranger, REPORTED_AT))).toBe(200);
      expect(await send(sender, sender.report('complaint', stranger, REPORTED_AT))).toBe(200);
      expect(await suppressions()).toEqual([]);
      const { rowCount } = await db.owner.query('select from address_feedback where shop_id = $1', [
        shop().id,
      ]);
      expect(rowCount).toBe(0);
    });
  },
);

describe('the address for reports', () => {
  test.each([
    ['a token that is none', () => 'https://app.example/feedback/nonsense/ses'],
    [
      'a shop that is none',
      () => `https://app.example/feedback/${feedbackToken(idOf('no shop'))}/ses`,
    ],
    [
      'a provider that may not report',
      () => `https://app.example/feedback/${feedbackToken(shop().id)}/resend`,
    ],
    [
      'a provider that is none',
      () => `https://app.example/feedback/${feedbackToken(shop().id)}/elsewhere`,
    ],
    ['more of a path', () => `https://app.example/feedback/${feedbackToken(shop().id)}/ses/x`],
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
    const sender = snsSender(SNS_KEY);
    await connect(sender);
    const SubscribeURL = `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${sender.secret}&Token=1`;
    const more = { Type: 'SubscriptionConfirmation' as const, Token: '1', SubscribeURL };
    expect(await send(sender, sender.envelope(more, REPORTED_AT))).toBe(200);
    expect(confirmed).toEqual([SubscribeURL]);
  });

  test('takes an authentic report that cannot be read, and notes when a provider reported', async () => {
    const sender = await connect(postmarkSender());
    const { headers } = sender.report('hard', about(1), REPORTED_AT);
    expect(await send(sender, { headers, body: Buffer.from('{}') })).toBe(200);
    await send(sender, sender.report('delivered', about(1), REPORTED_AT));
    const { rows } = await db.owner.query(
      'select received_at from feedback_source where shop_id = $1',
      [shop().id],
    );
    expect(rows).toEqual([{ received_at: new Date(REPORTED_AT) }]);
  });
});
