import { expect, test } from 'vitest';
import { inShop, isDatabaseUnavailable } from '#app/platform/db.server.ts';
import { drain } from '#app/engine/drain.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { retryOnOutage } from '#app/queue/retry-on-outage.server.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { reportProof, WHOLE } from '#tests/faults/report-proof.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import {
  addCart,
  addPerson,
  askForMail,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { breakingPool, Died, type Break } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';

const NIGHTLY = process.env.NIGHTLY === '1';
const BREAKS: readonly Break[] = ['dies before', 'dies after', 'cut before'];
/** By day each way to break takes every third statement, so that each statement is broken once. */
const STRIDE = NIGHTLY ? 1 : BREAKS.length;

const db = await testDatabase();
const environment = await openMailEnvironment(db.url, { lookup: true, concurrency: 1 });

const RECEIVED: readonly [topic: string, payload: unknown][] = [
  ['customers_email_marketing_consent/update', emailConsentPayload()],
  ['checkouts/update', checkoutPayload()],
  ['orders/create', orderPayload()],
  ['products/update', productPayload()],
  ['orders/create', { id: 'no order' }],
  ['planets/aligned', {}],
];

test('B3 a drain that breaks at any statement leaves either what waited or all that it came to, and the next ends the same', async (context) => {
  const services = await workerAt(db.pool, SEEN_AT);
  // What the gallery says is read by the first drain of a process, for all shops.
  await drain(services, await shopWithDeliveries());
  const calm = await shopWithDeliveries();
  const counting = breakingPool(db.pool, Infinity, 'dies before');
  await drain({ ...services, pool: counting.pool }, calm);
  const whole = await traces(calm);
  const nothing = await traces(await shopWithDeliveries());
  expect(whole).toMatchObject({ waiting: 0, effects: 1, deliver: 1 });

  const breaks = points(counting.count());
  for (const [place, how] of breaks) {
    const shopId = await shopWithDeliveries();
    const breaking = breakingPool(db.pool, place, how);
    const broken = { ...services, pool: breaking.pool };
    await expect(drain(broken, shopId)).rejects.toSatisfy(
      how === 'cut before' ? isDatabaseUnavailable : hasDied,
    );
    expect([nothing, whole]).toContainEqual(await traces(shopId));
    await drain(how === 'cut before' ? broken : services, shopId);
    expect(breaking.broke()).toBe(true);
    expect(await traces(shopId)).toEqual(whole);
  }
  reportProof(context, {
    promise: 'B3 state and what follows from it are one (drain)',
    size: `${String(breaks.length)} breaks at ${String(counting.count())} statements`,
    ...WHOLE,
  });
});

test('B3 a delivery of mails that breaks at any statement never forgets or repeats a mail, and reports it exactly once', async (context) => {
  // The first delivery of a shop copies the gallery into it.
  await dueMail();
  await deliverMails(environment.mailServices, environment.shopId);
  const counting = breakingPool(environment.pool, Infinity, 'dies before');
  await dueMail();
  await deliverMails({ ...environment.mailServices, pool: counting.pool }, environment.shopId);

  const breaks = points(counting.count());
  for (const [place, how] of breaks) {
    const { key, address } = await dueMail();
    const breaking = breakingPool(environment.pool, place, how);
    const heartbeat = await registerHeartbeat(environment.pool, 'worker');
    const broken = { ...environment.mailServices, pool: breaking.pool, heartbeat };
    if (how === 'cut before') await retryOnOutage(() => deliverMails(broken, environment.shopId));
    else {
      await expect(deliverMails(broken, environment.shopId)).rejects.toThrow(Died);
      const left = await mailTraces(key, address);
      expect(POSSIBLE).toContainEqual(left);
      await db.owner.query('update heartbeat set released_at = now() where id = $1', [
        heartbeat.id,
      ]);
      await deliverMails(environment.mailServices, environment.shopId);
    }
    expect(breaking.broke()).toBe(true);
    expect(await mailTraces(key, address)).toEqual(SENT);
  }
  reportProof(context, {
    promise: 'B3 state and what follows from it are one (mails)',
    size: `${String(breaks.length)} breaks at ${String(counting.count())} statements`,
    ...WHOLE,
  });
});

function hasDied(error: unknown): boolean {
  return error instanceof Died || (error instanceof Error && error.cause instanceof Died);
}

/** Every statement with a way to break it; by night every statement in every way. */
function points(statements: number): [place: number, how: Break][] {
  return BREAKS.flatMap((how, first) =>
    Array.from({ length: statements }, (_, before) => before + 1)
      .filter((place) => place % STRIDE === first % STRIDE)
      .map((place): [number, Break] => [place, how]),
  );
}

async function shopWithDeliveries(): Promise<string> {
  const { id } = await installedShop(db.pool);
  const deliveries = RECEIVED.map(([topic, payload], place) => ({
    key: `d${String(place)}`,
    topic,
    receivedAt: SEEN_AT + place,
    triggeredAt: SEEN_AT,
    body: encodeBody(payload),
  }));
  await inShop(db.pool, id, (client) => storeDeliveries(client, id, deliveries));
  return id;
}

/** Everything that draining changes, as numbers and texts that are the same for each shop. */
async function traces(shopId: string): Promise<unknown> {
  const { rows } = await db.owner.query(
    `select (select count(*)::int from inbox where shop_id = $1) as waiting,
       (select count(*)::int from delivery_seen where shop_id = $1) as seen,
       (select json_agg(json_build_array(topic, processed, unknown, quarantined, repeated) order by topic)
          from topic_count where shop_id = $1) as counts,
       (select json_agg(json_build_array(kind, at, topic) order by at, kind, topic)
          from event where shop_id = $1) as events,
       (select json_agg(state order by email) from profile where shop_id = $1) as people,
       (select count(*)::int from identity where shop_id = $1) as identifiers,
       (select count(*)::int from purchase where shop_id = $1) as orders,
       (select json_agg(json_build_array(journey_key, state, end_reason) order by journey_key)
          from journey_run where shop_id = $1) as runs,
       (select count(*)::int from effect where shop_id = $1) as effects,
       (select count(*)::int from decision where shop_id = $1) as decisions,
       (select count(*)::int from variant where shop_id = $1) as variants,
       (select count(*)::int from quarantine where shop_id = $1) as quarantined,
       (select count(*)::int from graphile_worker.jobs where key = 'deliver:' || $1::text) as deliver`,
    [shopId],
  );
  return rows[0];
}

async function dueMail(): Promise<{ key: string; address: string }> {
  const person = await addPerson(environment);
  const cart = await addCart(environment, person.id);
  return { key: await askForMail(environment, person, cart), address: person.email };
}

type MailTraces = {
  state: string;
  messages: number;
  decisions: number;
  reported: number;
  handed: number;
};

const SENT: MailTraces = { state: 'done', messages: 1, decisions: 1, reported: 1, handed: 1 };
const UNREPORTED = { messages: 0, decisions: 0, reported: 0 };
/** What a process may leave behind: a mail that is not begun, one in doubt, or one with all that follows. */
const POSSIBLE: readonly MailTraces[] = [
  { state: 'ready', ...UNREPORTED, handed: 0 },
  { state: 'attempted', ...UNREPORTED, handed: 0 },
  { state: 'attempted', ...UNREPORTED, handed: 1 },
  SENT,
];

async function mailTraces(key: string, address: string): Promise<MailTraces> {
  const { rows } = await db.owner.query<Omit<MailTraces, 'handed'>>(
    `select state,
       (select count(*)::int from message where shop_id = $1 and effect_key = $2) as messages,
       (select count(*)::int from decision where shop_id = $1 and effect_key = $2 and outcome = 'sent') as decisions,
       (select count(*)::int from inbox where shop_id = $1 and delivery_key = $3) as reported
     from effect where shop_id = $1 and key = $2`,
    [environment.shopId, key, internalDelivery('mail.sent', key, 0, {}).key],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no effect ${key}.`);
  return { ...row, handed: (await environment.mailbox.list({ to: address })).length };
}
