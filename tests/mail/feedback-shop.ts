import { beforeEach } from 'vitest';
import { consentOfRow } from '#app/consent/consent-columns.ts';
import { maySend } from '#app/consent/may-send.ts';
import { feedbackHandler } from '#app/http/feedback.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { selectMailConsents } from '#app/messages/delivery/store/mail-consents.server.ts';
import { feedbackToken } from '#app/messages/feedback/feedback-source.ts';
import { saveFeedbackSource } from '#app/messages/feedback/store/feedback-sources.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import {
  feedbackSenders,
  snsKeys,
  type FeedbackSender,
  type SentFeedback,
} from '#tests/mail/feedback-senders.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';

export const REPORTED_AT = Date.parse('2026-11-05T12:00:00Z');
export const REPORTED_ADDRESS = 'ada@people.example';
/** Of an email that the person got. */
export const REPORTED_MAIL = 'abc@app.example';

const { key, pem } = snsKeys();
/** The key of SNS in these tests. */
export const SNS_KEY = key;

/** Every provider, each time with an account of its own. */
export const FEEDBACK_SENDERS = feedbackSenders(key);

/** A new shop for each test, with one person who got an email, and what a test does with reports. */
export function openFeedback(db: TestDatabase) {
  const NOW = REPORTED_AT;
  const confirmed: string[] = [];
  const services = {
    pool: db.pool,
    clock: { now: () => NOW },
    logger: silentLogger,
    environment: { SHOPIFY_APP_URL: 'https://app.example' },
    sns: {
      certificateOf: () => Promise.resolve(pem),
      confirm(url: string) {
        confirmed.push(url);
        return Promise.resolve(true);
      },
    },
  };

  let shop: TestShop;
  beforeEach(async () => {
    shop = await installedShop(db.pool);
    await addPerson(REPORTED_ADDRESS, REPORTED_MAIL);
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
      address: REPORTED_ADDRESS,
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
      const row = (await selectMailConsents(client, shop.id, [REPORTED_ADDRESS])).get(
        REPORTED_ADDRESS,
      );
      return (
        row !== undefined && maySend('transactional', consentOfRow(REPORTED_ADDRESS, row)).allowed
      );
    });
  }

  return {
    /** The shop of the test that runs. */
    shop: () => shop,
    services,
    confirmed,
    addPerson,
    connect,
    requestOf,
    send,
    about,
    suppressions,
    history,
    mayMail,
  };
}
