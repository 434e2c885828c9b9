import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drain } from '#app/engine/drain.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import type { Mailer } from '#app/messages/delivery/mailer.ts';
import { messageIdOf } from '#app/messages/delivery/message-id.ts';
import { unsubscribe } from '#app/messages/links/unsubscribe.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';
import { reportProof, WHOLE } from '#tests/faults/report-proof.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { beginOf, commitOf, scheduledPool, type StatementLog } from './scheduled-pool.ts';

const RUNS = process.env.NIGHTLY === '1' ? 3_000 : 30;
/** The statement that marks a mail as about to leave, and those that stop one. */
const MARK = "set state = 'attempted'";

const db = await testDatabase();
const environment = await openMailEnvironment(db.runtimeUrl, { concurrency: 1 });
const { shopId, pool, mailServices, storefrontUrl } = environment;

/** A customer with a cart, whose first reminder is due now; `messageId` is how it would leave. */
type Reminded = { id: number; email: string; token: string; messageId: string };
let people = 0;

async function remindedCustomer(): Promise<Reminded> {
  people += 1;
  const id = 70_000 + people;
  const email = `cleo-${String(people)}@people.example`;
  const one = { id, email, token: `race-${String(people)}`, messageId: '' };
  const at = iso(NOON - 2 * HOUR);
  await receive('customers_email_marketing_consent/update', {
    ...emailConsentPayload('subscribed', at),
    customer_id: id,
    email_address: email,
  });
  await receive('checkouts/update', {
    ...checkoutPayload({ token: one.token, cart_token: null, email, customer: customerOf(one) }),
    created_at: at,
    updated_at: at,
  });
  await drainAt(pool, shopId, NOON - 2 * HOUR);
  await drainAt(pool, shopId, NOON);
  const { rows } = await db.owner.query<{ key: string }>(
    `select key from effect join profile on profile.shop_id = effect.shop_id and profile.id = profile_id
      where effect.shop_id = $1 and email = $2 and effect.kind = 'email'`,
    [shopId, email],
  );
  const [reminder] = rows;
  if (!reminder || rows.length > 1) throw new Error(`${email} has not one reminder.`);
  return { ...one, messageId: messageIdOf(shopId, reminder.key, mailServices.links.appUrl) };
}

function customerOf({ id, email }: Pick<Reminded, 'id' | 'email'>): Payload {
  const gid = `gid://shopify/Customer/${String(id)}`;
  return customerPayload({ id, admin_graphql_api_id: gid, email });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

async function receive(topic: string, payload: Payload, over = pool): Promise<void> {
  const body = encodeBody(payload);
  const key = `${topic}-${String(people)}-${String((received += 1))}`;
  const delivery = { key, topic, receivedAt: NOON, triggeredAt: NOON, body };
  await inShop(over, shopId, (client) => storeDeliveries(client, shopId, [delivery]));
}
let received = 0;

/** What stops the reminder; `part` is in the statement that does, `works` does it. */
const STOPS = ['order', 'unsubscribe', 'consent', 'redact'] as const;
type Stop = (typeof STOPS)[number];
const STOPPING: Record<Stop, string> = {
  order: 'insert into journey_run',
  unsubscribe: 'insert into suppression',
  consent: 'insert into address_consent',
  redact: 'insert into compliance_duty',
};

async function stopBy(stop: Stop, over: typeof pool, one: Reminded): Promise<void> {
  if (stop === 'unsubscribe') {
    const claim = { shopId, address: one.email, profileId: '' };
    const proof = { source: 'one-click', page: null, wording: null } as const;
    await inShop(over, shopId, (client) => unsubscribe(client, claim, proof, NOON));
    return;
  }
  const [topic, payload] = webhookOf(stop, one);
  await receive(topic, payload, over);
  await drain(await workerAt(over, NOON), shopId);
}

function webhookOf(stop: Exclude<Stop, 'unsubscribe'>, one: Reminded): [string, Payload] {
  const { id, email, token } = one;
  switch (stop) {
    case 'order':
      return [
        'orders/create',
        orderPayload({
          id: 900_000 + people,
          admin_graphql_api_id: `gid://shopify/Order/${String(900_000 + people)}`,
          email,
          customer: customerOf(one),
          checkout_token: token,
          cart_token: null,
          created_at: iso(NOON - 1_000),
          processed_at: iso(NOON - 1_000),
          updated_at: iso(NOON - 1_000),
        }),
      ];
    case 'consent':
      return [
        'customers_email_marketing_consent/update',
        {
          ...emailConsentPayload('unsubscribed', iso(NOON - 1_000)),
          customer_id: id,
          email_address: email,
        },
      ];
    case 'redact':
      return [
        'customers/redact',
        complianceRequestPayload({
          shop_domain: new URL(storefrontUrl).host,
          customer: { id, email, phone: null },
          orders_to_redact: [],
        }),
      ];
  }
}

test('B5 in every order of statements around the send, no mail is handed over after a stop was committed', async (context) => {
  const counts = { handed: 0, stopped: 0 };
  const anyOrder = fc.asyncProperty(
    fc.constantFrom(...STOPS),
    fc.scheduler(),
    async (stop, scheduler) => {
      const one = await remindedCustomer();
      const log: StatementLog = [];
      let handed = 0;
      const mailer: Mailer = {
        // An order is also thanked for, at once.
        send({ messageId }) {
          handed += messageId === one.messageId ? 1 : 0;
          return Promise.resolve({ outcome: 'accepted', answer: '250 OK' });
        },
        close: () => undefined,
      };
      const services = {
        ...mailServices,
        mailer,
        pool: scheduledPool(pool, scheduler, 'send', log),
      };
      const sending = deliverMails(services, shopId);
      const stopping = stopBy(stop, scheduledPool(pool, scheduler, 'stop', log), one);
      await scheduler.waitFor(Promise.all([sending, stopping]));
      const [marking, stopped] = [
        beginOf(log, 'send', MARK),
        commitOf(log, 'stop', STOPPING[stop]),
      ];
      expect(handed).toBeLessThanOrEqual(1);
      if (stopped !== null && (marking === null || stopped < marking)) expect(handed).toBe(0);
      counts[handed === 1 ? 'handed' : 'stopped'] += 1;
    },
  );
  // Few orders let a mail leave, and by chance none of them may: then others are tried.
  do await fc.assert(anyOrder, { numRuns: RUNS });
  while (counts.handed === 0 || counts.stopped === 0);
  reportProof(context, {
    promise: 'B5 no reminder after the stop was committed',
    size: `${String(counts.handed + counts.stopped)} orders of statements, ${String(counts.handed)} sent, ${String(counts.stopped)} stopped`,
    ...WHOLE,
  });
});
