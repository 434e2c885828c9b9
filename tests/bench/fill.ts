import { eventually } from '#tests/stack/stack.ts';
import type { Bed } from './lab.ts';
import { checkoutParcel, orderParcel, type Parcel } from './payloads.ts';

const CHUNK = 500;

/**
 * Fills the inbox of a shop; no job is enqueued. Deliveries keep their order and appear all at once, so that a
 * worker that looks in early finds nothing.
 * @returns how many there are
 */
export async function fillInbox(bed: Bed, parcels: Iterable<Parcel>): Promise<number> {
  const client = await bed.owner.connect();
  const at = Date.now();
  let count = 0;
  await client.query('begin');
  for (const chunk of chunksOf(parcels)) {
    await client.query(
      `insert into inbox (shop_id, delivery_key, topic, received_at, triggered_at, body)
       select $1, key, topic, received_at, received_at, body
       from unnest($2::text[], $3::text[], $4::timestamptz[], $5::bytea[]) as row (key, topic, received_at, body)`,
      [
        bed.shop.id,
        chunk.map(({ key }) => key),
        chunk.map(({ topic }) => topic),
        chunk.map((_, index) => new Date(at + count + index)),
        chunk.map(({ body }) => body),
      ],
    );
    count += chunk.length;
  }
  await client.query('commit');
  client.release();
  return count;
}

function* chunksOf(parcels: Iterable<Parcel>): Iterable<Parcel[]> {
  let chunk: Parcel[] = [];
  for (const parcel of parcels) {
    chunk.push(parcel);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Enqueues the job that drains the shop, as the webhook handler does when it stores a delivery. */
export async function enqueueDrainJob(bed: Bed): Promise<void> {
  const lane = `drain:${bed.shop.id}`;
  await bed.owner.query(`select enqueue_job('drain', $1, $2, $2)`, [
    JSON.stringify({ shopId: bed.shop.id }),
    lane,
  ]);
}

/** Waits until everything in the inbox is processed. */
export async function inboxEmptied(bed: Bed): Promise<void> {
  await eventually('processing all deliveries', async () => {
    const { rows } = await bed.owner.query('select from inbox where shop_id = $1 limit 1', [
      bed.shop.id,
    ]);
    return rows.length === 0;
  });
}

/** People at once in the shop: so many others act between two acts of one person. */
const AT_ONCE = 200;

/**
 * What a number of people do in a shop: a checkout, a change of it, and every second an order, mixed as
 * people are. Every body is 12-16 KB.
 * @param orderAt when the orders are placed; a time to come keeps their mails out of the measurement
 * @param who the number of a person by their turn
 */
export function* shopping(
  from: number,
  people: number,
  at: number,
  orderAt: number,
  who: (turn: number) => number = (turn) => turn,
): Iterable<Parcel> {
  for (let turn = 0; turn < people + 2 * AT_ONCE; turn += 1) {
    const [newcomer, changer, buyer] = [turn, turn - AT_ONCE, turn - 2 * AT_ONCE];
    if (newcomer < people) yield checkoutParcel(who(from + newcomer), 1, at);
    if (changer >= 0 && changer < people) yield checkoutParcel(who(from + changer), 2, at);
    if (buyer >= 0 && buyer < people && buyer % 2 === 0)
      yield orderParcel(who(from + buyer), orderAt);
  }
}
