import { setTimeout as pause } from 'node:timers/promises';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import { byteSearch, plantCanary, type CanaryPerson } from '#tests/privacy/canary.ts';
import { API_SECRET, eventually } from '#tests/stack/stack.ts';
import { benchKeyRing, startWeb, startWorker } from './app-process.ts';
import type { BenchName, Figure } from './benches.ts';
import { inboxEmptied, fillInbox, enqueueDrainJob } from './fill.ts';
import type { Bed, Lab } from './lab.ts';
import { openWebhookSender } from './load.ts';
import { writeHistory } from './long-history.ts';
import { checkoutParcel, emailOf, orderParcel, type Parcel } from './payloads.ts';
import { fillWithPeople } from './people.ts';

/** `history`: how much of each kind is kept of the one person. */
export type RedactSize = { people: number; history: number };
const SIZE: RedactSize = { people: 100_000, history: 2_000 };
/** A number longer than those of the others, so that it is a part of none of theirs. */
const WHO = 90_000_017;

export const REDACT_SIZES = `redact: of ${SIZE.people.toLocaleString('en')} people one with ${SIZE.history.toLocaleString('en')} rows each of events, orders, carts, emails, decisions, audits, quarantine and inbox`;

const ADA = {
  email: emailOf(WHO),
  phone: '+442079460777',
  customerId: String(6_000_000_000 + WHO),
  orderId: String(5_000_000_000 + WHO),
  cartToken: `cart-${String(WHO)}`,
  checkoutToken: `checkout-${String(WHO)}`,
  visitor: `visitor-${String(WHO)}`,
};

/**
 * How long it takes from the moment a customers/redact webhook is accepted until the erasure is certified, seconds;
 * and how often a search of every row of the database and of the logs still finds the person.
 */
export async function benchRedact(lab: Lab, size = SIZE): Promise<Map<BenchName, Figure>> {
  return await lab.withBed(async (bed) => {
    await fillWithPeople(bed, size.people);
    const [web, worker] = [await startWeb(lab, bed), await startWorker(lab, bed)];
    const person = await oneOfMany(bed, size.history);
    const texts = [...Object.values(person), `Byron ${String(WHO)}`];
    const before = new Set((await byteSearch(bed.owner, texts)).map((find) => find.split(':')[0]));
    await fillInbox(bed, sealedParcels(bed, size.history));
    // Each of those is received a millisecond after the last.
    await pause(size.history);

    const shoot = openWebhookSender(web.url, bed.shop.domain, API_SECRET, 1);
    const { status } = await shoot(redactParcel(bed), 'redact');
    if (status !== 200) throw new Error(`The webhook was answered with ${String(status)}.`);
    const accepted = performance.now();
    await eventually('certifying the erasure', async () => await isCertified(bed));
    const value = (performance.now() - accepted) / 1_000;

    await inboxEmptied(bed);
    const found = await byteSearch(bed.owner, texts);
    const logged = texts.filter((text) =>
      [web.process, worker].some((each) => each.output().includes(text)),
    );
    await Promise.all([web.process.kill('SIGTERM'), worker.kill('SIGTERM')]);
    const rows = await certifiedRows(bed);
    lab.say(
      `redact: ${value.toFixed(1)} s, ${String(rows)} rows; found in ${String(before.size)} tables before and ${String(found.length)} times after${[...found, ...logged.map((text) => `, log: ${text}`)].map((find) => `, ${find}`).join('')}`,
    );
    if (rows < 5 * size.history) throw new Error('The certificate counts less than was there.');
    return new Map<BenchName, Figure>([
      ['redact.time', { value, baseline: 0 }],
      ['redact.left', { value: found.length + logged.length, baseline: 0 }],
    ]);
  });
}

/** A person who visited, bought and got mail again and again, and is mentioned in every place there is. */
async function oneOfMany(bed: Bed, history: number): Promise<CanaryPerson> {
  const at = Date.now();
  // Shopify's delivery keys name no person.
  const first = [checkoutParcel(WHO, 1, at), orderParcel(WHO, at)];
  await fillInbox(
    bed,
    first.map((parcel, n) => ({ ...parcel, key: `first-${String(n)}` })),
  );
  await enqueueDrainJob(bed);
  await inboxEmptied(bed);
  const { rows } = await bed.owner.query<{ id: string }>(
    `select profile_id as id from identity where shop_id = $1 and kind = 'email' and value = $2`,
    [bed.shop.id, ADA.email],
  );
  const [row] = rows;
  if (!row) throw new Error('The person was not made.');
  const person = { ...ADA, profileId: row.id };
  await writeHistory(bed, person, history);
  await plantCanary(bed.owner, bed.shop.id, person);
  return person;
}

/** Pending deliveries about the person, sealed as the webhook handler seals them. */
function* sealedParcels({ shop }: Bed, count: number): Iterable<Parcel> {
  const { rawBodies } = benchKeyRing();
  const at = Date.now() - 3_600_000;
  for (let version = 2; version < count + 2; version += 1) {
    const { topic, body } = checkoutParcel(WHO, version, at);
    const key = `waiting-${String(version)}`;
    yield { key, topic, body: rawBodies.seal(body, placeIn('inbox', shop.id, key)) };
  }
}

function redactParcel({ shop }: Bed): Parcel {
  const { customerId, email, phone, orderId } = ADA;
  const payload = complianceRequestPayload({
    shop_domain: shop.domain,
    customer: { id: Number(customerId), email, phone },
    orders_to_redact: [Number(orderId)],
  });
  return { key: 'redact', topic: 'customers/redact', body: Buffer.from(JSON.stringify(payload)) };
}

async function isCertified({ owner, shop }: Bed): Promise<boolean> {
  const { rows } = await owner.query(
    `select from compliance_duty
      where shop_id = $1 and delivery_key = 'redact' and topic = 'customers/redact' and done_at is not null`,
    [shop.id],
  );
  return rows.length === 1;
}

async function certifiedRows({ owner, shop }: Bed): Promise<number> {
  const { rows } = await owner.query<{ rows: number }>(
    `select (certificate->>'rows')::int as rows from compliance_duty where shop_id = $1 and delivery_key = 'redact'`,
    [shop.id],
  );
  return rows[0]?.rows ?? 0;
}
