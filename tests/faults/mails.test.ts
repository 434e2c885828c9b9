import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openChance, type Chance } from '#tests/demo/chance.ts';
import { eventually } from '#tests/stack/stack.ts';
import { balanceOf } from './balance.ts';
import { openHouse, type House } from './house.ts';
import { PATIENCE_MS, SIZES } from './sizes.ts';
import { purchases, type Traffic } from './traffic.ts';

const SEED = 7_321;
/** Mails under way at once in one process, as the worker sets it. */
const AT_ONCE = 20;
const CUT_SHARE = 0.01;
/** Slow enough that a kill finds mails in every state. */
const SLOW_MS = 60;
const SETTLE_MS = 150_000;

type Size = (typeof SIZES)['mails'];
type Fate = { state: string; message_id: string | null };

let house: House | undefined;
afterEach(() => house?.close(), 60_000);

test(
  'a receiver that can be asked gets every mail once, whatever is killed',
  async () => {
    const size = SIZES.mails;
    const open = await openHouse(1, { lookup: true, webhooks: { retryWindowMs: 30_000 } });
    house = open;
    await sendThroughKills(open, size, openChance(SEED));
    await eventually('all mails sent', SETTLE_MS, async () => (await unsent(open)) === 0);

    const { ledger } = open.stack.store.mailbox;
    const fates = await fatesOf(open);
    const lost = fates.filter(({ message_id }) => message_id === null || !ledger.has(message_id));
    const duplicated = [...ledger.values()].filter((times) => times > 1);
    say(
      'asked',
      size,
      ledger.size,
      `lost ${String(lost.length)}, duplicated ${String(duplicated.length)}`,
    );
    expect(open.deaths).toEqual([]);
    expect(fates).toHaveLength(size.count);
    expect(ledger.size).toBe(size.count);
    expect(lost).toEqual([]);
    expect(duplicated).toEqual([]);
    expect(await balanceOf(open, shopOf(open))).toMatchObject({
      holds: true,
      entered: size.count,
      sent: size.count,
    });
  },
  PATIENCE_MS,
);

test(
  'a receiver that cannot be asked gets no mail twice, and every mail in doubt is listed',
  async () => {
    const size = SIZES.blindMails;
    const open = await openHouse(1, { lookup: false, webhooks: { retryWindowMs: 30_000 } });
    house = open;
    await sendThroughKills(open, size, openChance(SEED + 1));
    await eventually('no mail under way', SETTLE_MS, async () => {
      const [row] = await open.ask<{ open: number }>(
        "select count(*)::int as open from effect where state in ('ready', 'attempted') and kind = 'email'",
      );
      return row?.open === 0 && (await entered(open)) === size.count;
    });

    const { ledger } = open.stack.store.mailbox;
    const fates = await fatesOf(open);
    const inDoubt = fates.filter(({ state }) => state === 'in_doubt');
    const sent = fates.filter(({ state }) => state === 'done');
    const lost = sent.filter(({ message_id }) => message_id === null || !ledger.has(message_id));
    const duplicated = [...ledger.values()].filter((times) => times > 1);
    const drops = Math.ceil(size.count * CUT_SHARE * 3);
    say(
      'blind',
      size,
      ledger.size,
      `lost ${String(lost.length)}, duplicated ${String(duplicated.length)}, in doubt ${String(inDoubt.length)}`,
    );
    expect(open.deaths).toEqual([]);
    expect(lost).toEqual([]);
    expect(duplicated).toEqual([]);
    expect(sent.length + inDoubt.length).toBe(size.count);
    expect(inDoubt.length).toBeGreaterThan(0);
    expect(inDoubt.length).toBeLessThanOrEqual((size.workerKills + drops) * AT_ONCE);
    expect(await balanceOf(open, shopOf(open))).toMatchObject({
      holds: true,
      sent: sent.length,
      inDoubt: inDoubt.length,
    });
  },
  PATIENCE_MS,
);

/** Causes mails by orders, each of which is thanked for, and kills while they are being sent. */
async function sendThroughKills(open: House, size: Size, chance: Chance): Promise<void> {
  const { store } = open.stack;
  Object.assign(store.smtpFaults, { cutShare: CUT_SHARE, slowMs: SLOW_MS });
  const orders = ordersOnly(size.count, chance);
  const [shop] = open.shops;
  for (const { topic, payload } of orders) {
    store.webhooks.send(topic, payload, {
      at: Date.now(),
      eventId: chance.uuid(),
      webhookId: chance.uuid(),
      shopDomain: shop?.domain,
    });
  }
  const kills = Array.from({ length: size.workerKills }, () => 'worker' as const);
  const stops = size.databaseStops === 0 ? 0 : Math.floor(kills.length / size.databaseStops);
  for (const [place, which] of kills.entries()) {
    // Not before mails are under way, so that the kill hits some.
    const handedOver = store.mailbox.ledger.size;
    await eventually('mails under way again', SETTLE_MS, async () =>
      Promise.resolve(
        store.mailbox.ledger.size > handedOver || store.mailbox.ledger.size >= size.count,
      ),
    );
    await sleep(chance.between(0, 250));
    await open.kill(which);
    if (stops > 0 && place % stops === stops - 1) {
      await open.stopDatabase();
      await open.startDatabase();
    }
  }
  await store.webhooks.idle();
}

function ordersOnly(count: number, chance: Chance): Traffic['told'] {
  const { told } = purchases(count * 12, 1, Date.now(), chance);
  return told.filter(({ topic }) => topic === 'orders/create');
}

async function unsent(open: House): Promise<number> {
  const [row] = await open.ask<{ open: number }>(
    `select (select count(*) from inbox)::int + count(*) filter (where state <> 'done')::int as open
     from effect where kind = 'email'`,
  );
  return row?.open ?? 0;
}

async function entered(open: House): Promise<number> {
  const [row] = await open.ask<{ count: number }>(
    "select count(*)::int as count from effect where kind = 'email'",
  );
  return row?.count ?? 0;
}

function fatesOf(open: House): Promise<Fate[]> {
  return open.ask<Fate>(
    `select e.state, m.message_id from effect e
     left join message m on m.shop_id = e.shop_id and m.effect_key = e.key where e.kind = 'email'`,
  );
}

function shopOf({ shops: [shop] }: House): string {
  if (!shop) throw new Error('The house has no shop.');
  return shop.id;
}

function say(receiver: string, size: Size, mails: number, verdict: string): void {
  process.stdout.write(
    `mails (${receiver}): seed ${String(SEED)}, ${String(mails)} of ${String(size.count)} handed over, ` +
      `${String(size.workerKills)} kills, ${String(size.databaseStops)} database stops: ${verdict}\n`,
  );
}
