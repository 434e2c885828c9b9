import { setTimeout as sleep } from 'node:timers/promises';
import type { RandomSource } from '#tests/demo/random-source.ts';
import { eventually } from '#tests/stack/stack.ts';
import type { TestEnvironment } from './environment.ts';
import type { SIZES } from './sizes.ts';
import { orders } from './traffic.ts';

/** Share of mails after whose final dot the link is cut. */
export const CUT_SHARE = 0.01;
/** Slow enough that a kill finds mails in every state. */
const SLOW_MS = 60;
/** Orders on their way to the app at the same time. */
const AT_ONCE = 500;

export type Size = (typeof SIZES)['mails'];
/** The outcome of a mail; the id is of its record as sent. */
export type SentMailOutcome = { state: string; message_id: string | null };

/** Causes mails by orders, each with a thank-you mail, and kills while they are being sent. */
export async function sendThroughKills(
  open: TestEnvironment,
  size: Size,
  random: RandomSource,
): Promise<void> {
  const { store } = open.stack;
  Object.assign(store.smtpFaults, { cutShare: CUT_SHARE, slowMs: SLOW_MS });
  const sending = sendOrders(open, size, random);
  const kills = Array.from({ length: size.workerKills }, () => 'worker' as const);
  const stops = size.databaseStops === 0 ? 0 : Math.floor(kills.length / size.databaseStops);
  for (const [place, which] of kills.entries()) {
    // Not before mails are under way, so that the kill hits some.
    const handedOver = store.mailbox.ledger.size;
    await eventually('mails under way again', async () =>
      Promise.resolve(
        store.mailbox.ledger.size > handedOver || store.mailbox.ledger.size >= size.count,
      ),
    );
    await sleep(random.between(0, 250));
    // One of them is noticed by nothing but its silence.
    await open.kill(which, place === 0 ? 'after its silence' : 'at once');
    if (stops > 0 && place % stops === stops - 1) {
      await open.stopDatabase();
      await open.startDatabase();
    }
  }
  await sending;
  await store.webhooks.idle();
}

/** A few at a time, so that a hundred thousand of them are never held at once. */
async function sendOrders(
  open: TestEnvironment,
  { count }: Size,
  random: RandomSource,
): Promise<void> {
  const { webhooks } = open.stack.store;
  const [shop] = open.shops;
  for (const { topic, payload } of orders(count, Date.now(), random)) {
    while (webhooks.deliveries.length - webhooks.accepted.length >= AT_ONCE) await sleep(20);
    webhooks.send(topic, payload, {
      at: Date.now(),
      eventId: random.uuid(),
      webhookId: random.uuid(),
      shopDomain: shop?.domain,
    });
  }
}

/** The outcome of every mail that was requested. */
export function sentMailOutcomesOf(open: TestEnvironment): Promise<SentMailOutcome[]> {
  return open.ask<SentMailOutcome>(
    `select e.state, m.message_id from effect e
     left join message m on m.shop_id = e.shop_id and m.effect_key = e.key where e.kind = 'email'`,
  );
}

/** The id of the only shop. */
export function shopOf({ shops: [shop] }: TestEnvironment): string {
  if (!shop) throw new Error('The environment has no shop.');
  return shop.id;
}
