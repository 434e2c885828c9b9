import { beforeEach, describe, expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import {
  addBasket,
  addPerson,
  askForMail,
  askForReview,
  effectState,
  heardOf,
  NOON,
  openMailWorld,
} from '#tests/mail/mail-world.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { mailBalance } from './balance.server.ts';
import { deliverMails } from './deliver.server.ts';
import { readLinkToken } from './links.ts';
import { mailSettings } from './mail-settings.ts';
import { messageIdOf } from './message-id.ts';
import { saveSettings } from './save-settings.server.ts';

const db = await testDatabase();
const world = await openMailWorld(db.url, { lookup: true });

beforeEach(() => {
  world.clock.set(NOON);
  Object.assign(world.sink.faults, { rejectShare: 0, cutShare: 0 });
});

async function dueMail(
  person: Parameters<typeof addPerson>[1] = {},
  cart: Parameters<typeof addBasket>[2] = {},
) {
  const somebody = await addPerson(world, person);
  const basket = await addBasket(world, somebody.id, cart);
  const key = await askForMail(world, somebody, basket);
  return { person: somebody, basket, key };
}

async function mailsTo(address: string) {
  return await world.mailbox.list({ to: address });
}

test('a due reminder reaches the mailbox with the basket, both texts and one-click headers', async () => {
  const { person, key } = await dueMail();
  await deliverMails(world.post, world.shopId);
  const [summary] = await mailsTo(person.email);
  const mail = await world.mailbox.get(summary?.id ?? 0);
  expect(mail?.html).toContain('Fern mug');
  expect(mail?.html).toContain('£12.50');
  expect(mail?.text).toContain('Fern mug (Green), 2 x £12.50');
  const headers = new Map(mail?.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  expect(headers.get('list-unsubscribe')).toMatch(/^<https:\/\/app\.example\/u\//);
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(summary?.messageId).toBe(messageIdOf(world.shopId, key, 'https://app.example'));
  expect((await effectState(world, key)).state).toBe('done');
});

test('a mail of a shop whose domain is not proven leaves from the operator, with answers to the merchant', async () => {
  const settings = mailSettings({ sender: { name: 'Fern', address: 'ceo@victim.example' } });
  await inShop(world.pool, world.shopId, (client) =>
    saveSettings(client, world.shopId, settings, { base: 0, actor: 'staff', now: NOON }),
  );
  const { person } = await dueMail();
  await deliverMails(world.post, world.shopId);
  const [summary] = await mailsTo(person.email);
  const mail = await world.mailbox.get(summary?.id ?? 0);
  const headers = new Map(mail?.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  expect(headers.get('from')).toBe('Fern <mail@operator.example>');
  expect(headers.get('reply-to')).toBe('ceo@victim.example');
});

test('a mail is sent once however often the job runs', async () => {
  const { person } = await dueMail();
  await deliverMails(world.post, world.shopId);
  await deliverMails(world.post, world.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
});

test('a marketing mail points to the consent that allowed it, others to none', async () => {
  const { person, key } = await dueMail();
  const care = await askForMail(world, person, await addBasket(world, person.id), {
    class: 'transactional',
  });
  await heardOf(world, person.email, { state: 'subscribed', at: NOON - 9 });
  await heardOf(world, person.email, { state: 'unsubscribed', at: NOON - 5 });
  const allowed = await heardOf(world, person.email, { state: 'subscribed', at: NOON - 2 });
  // Of the same person, and of another address.
  await heardOf(world, `other-${person.email}`, { state: 'subscribed', at: NOON - 1 });
  await deliverMails(world.post, world.shopId);
  const { rows } = await inShop(world.pool, world.shopId, (client) =>
    client.query(
      'select effect_key, consent_id from message where shop_id = $1 and profile_id = $2',
      [world.shopId, person.id],
    ),
  );
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual({ effect_key: key, consent_id: allowed });
  expect(rows).toContainEqual({ effect_key: care, consent_id: null });
});

describe('a mail that must not leave is skipped with its reason', () => {
  test.each([
    ['not_subscribed', { consent: 'not_subscribed' as const }, {}],
    ['not_subscribed', { consent: 'pending' as const }, {}],
    ['no_address', { email: null }, {}],
    ['invalid_address', { email: 'x\r\nBcc: evil@x.test' }, {}],
    ['basket_emptied', {}, { quantity: 0, lines: [] }],
    ['ordered', {}, { completed: true }],
  ])('%s', async (reason, person, cart) => {
    const { key } = await dueMail(person, cart);
    await deliverMails(world.post, world.shopId);
    expect(await effectState(world, key)).toMatchObject({ state: 'skipped', reason });
  });

  test('out_of_stock', async () => {
    const { key } = await dueMail(
      {},
      {
        lines: [
          {
            productId: '2',
            variantId: '22',
            title: 'Sold out',
            variantTitle: null,
            quantity: 1,
            unitMinor: 100,
          },
        ],
      },
    );
    await inShop(world.pool, world.shopId, async (client) => {
      await client.query(
        `insert into product (shop_id, id, title, status, updated_at) values ($1, '2', 'Sold out', 'active', now())`,
        [world.shopId],
      );
      await client.query(
        `insert into variant (shop_id, id, product_id, price_minor, inventory) values ($1, '22', '2', 100, 0)`,
        [world.shopId],
      );
    });
    await deliverMails(world.post, world.shopId);
    expect(await effectState(world, key)).toMatchObject({
      state: 'skipped',
      reason: 'out_of_stock',
    });
  });
});

test('a request for a review recommends what goes with the order and can be bought, and goes without it too', async () => {
  const names = ['Teapot', 'Saucer', 'Lid', 'Jug', 'Tray', 'Spoon'];
  const [teapot, , lid, jug, tray] = names;
  await inShop(world.pool, world.shopId, async (client) => {
    await client.query(
      `insert into product (shop_id, id, title, handle, image_url, status, updated_at)
       select $1, name, name, lower(name), 'https://cdn.example/' || name,
              case name when $3 then 'draft' else 'active' end, now()
         from unnest($2::text[]) as name`,
      [world.shopId, names, lid],
    );
    // The cheaper piece of each is sold out; of one both are.
    await client.query(
      `insert into variant (shop_id, id, product_id, price_minor, currency, inventory)
       select $1, name || price, name, price, 'GBP', case when price = 650 and name <> $3 then 4 else 0 end
         from unnest($2::text[]) as name cross join unnest(array[650, 480]) as price`,
      [world.shopId, names, jug],
    );
    await client.query(
      `insert into affinity (shop_id, product_id, kind, period, other_id, times)
       select $1, one, 'bought', $3, other, case when one = other then 9 else 6 end
         from unnest($2::text[]) as one cross join unnest($2::text[]) as other
        where one = other or one = $4 and other <> 'Spoon'`,
      [world.shopId, names, Math.floor(NOON / (90 * DAY)), teapot],
    );
  });
  const interests = [['Teapot', NOON - 12 * DAY, 'bought'] as [string, number, 'bought']];
  const person = await addPerson(world, { interests });
  await askForReview(world, person, [{ productId: 'Tray', title: 'Tray' }], 40);
  await deliverMails(world.post, world.shopId);
  await askForReview(world, person, [{ productId: 'Teapot', title: 'Teapot' }], 12);
  await deliverMails(world.post, world.shopId);
  await inShop(world.pool, world.shopId, (client) =>
    client.query(`update variant set inventory = 0 where shop_id = $1 and product_id = 'Spoon'`, [
      world.shopId,
    ]),
  );
  await askForReview(world, person, [{ productId: 'Teapot', title: 'Teapot' }], 11);
  await deliverMails(world.post, world.shopId);

  const sent = (await mailsTo(person.email)).toSorted((a, b) => a.id - b.id);
  const mails = await Promise.all(sent.map(async ({ id }) => await world.mailbox.get(id)));
  const [, full, bare] = mails;
  const [, recommended] = full?.text?.split('You may also like:\n') ?? [];
  const offers = recommended?.split('\n\n')[0]?.split('\n') ?? [];
  expect(offers.map((offer) => offer.replace(/: https.*/, ''))).toEqual([
    '- Saucer, £6.50',
    '- Spoon, £6.50',
  ]);
  const token = /\/l\/(\S+)/.exec(offers[0] ?? '')?.[1] ?? '';
  const leadsTo = new URL(readLinkToken(world.post.links.sealer, token)?.url ?? 'none:');
  expect(leadsTo.origin + leadsTo.pathname).toBe(`${world.storefrontUrl}/products/saucer`);
  expect(leadsTo.searchParams.get('utm_campaign')).toBe('post-purchase');
  expect(full?.html).toContain('https://cdn.example/Saucer');
  for (const gone of [lid, jug, tray]) expect(full?.html).not.toContain(gone);

  expect(bare?.text).toContain('Write a review: https://app.example/l/');
  expect(bare?.html).not.toMatch(/You may also like|Goes well with|Saucer/);
});

test('marketing waits for the end of the quiet hours', async () => {
  const { key, person } = await dueMail();
  world.clock.set(Date.UTC(2026, 10, 20, 23));
  await deliverMails(world.post, world.shopId);
  expect(await effectState(world, key)).toMatchObject({
    state: 'ready',
    due_at: Date.UTC(2026, 10, 21, 8),
  });
  expect(await mailsTo(person.email)).toHaveLength(0);
});

test('B6 a clock that jumps ahead and back sends a mail neither early nor twice', async () => {
  const { key, person } = await dueMail();
  await inShop(world.pool, world.shopId, (client) =>
    client.query('update effect set due_at = $3 where shop_id = $1 and key = $2', [
      world.shopId,
      key,
      new Date(NOON + HOUR),
    ]),
  );
  const sent: number[] = [];
  for (const jump of [0, -2 * HOUR, 2 * HOUR, 0, HOUR, -2 * HOUR, 3 * HOUR]) {
    world.clock.set(NOON + jump);
    await deliverMails(world.post, world.shopId);
    sent.push((await mailsTo(person.email)).length);
  }
  expect(sent).toEqual([0, 0, 1, 1, 1, 1, 1]);
});

test('a temporary refusal is tried again later', async () => {
  const { key, person } = await dueMail();
  Object.assign(world.sink.faults, { rejectShare: 1, rejectCode: 451 });
  await deliverMails(world.post, world.shopId);
  const refused = await effectState(world, key);
  expect(refused).toMatchObject({ state: 'ready', reason: 'try_again' });
  Object.assign(world.sink.faults, { rejectShare: 0 });
  world.clock.set(refused.due_at);
  await deliverMails(world.post, world.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
});

test('a permanent refusal ends the mail', async () => {
  const { key } = await dueMail();
  Object.assign(world.sink.faults, { rejectShare: 1, rejectCode: 552 });
  await deliverMails(world.post, world.shopId);
  expect(await effectState(world, key)).toMatchObject({ state: 'failed', reason: 'refused' });
});

test('a link cut after the final dot doubles no mail: the receiver is asked first', async () => {
  const { key, person } = await dueMail();
  world.sink.faults.cutShare = 1;
  await deliverMails(world.post, world.shopId);
  world.sink.faults.cutShare = 0;
  await deliverMails(world.post, world.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
  expect((await effectState(world, key)).state).toBe('done');
});

test('mails whose answer was lost are noted with the subject they left with', async () => {
  const due = [await dueMail(), await dueMail()];
  world.sink.faults.cutShare = 1;
  await deliverMails(world.post, world.shopId);
  world.sink.faults.cutShare = 0;
  await deliverMails(world.post, world.shopId);
  for (const { key, person } of due) {
    const [mail] = await mailsTo(person.email);
    const { rows } = await db.owner.query(
      'select subject from message where shop_id = $1 and effect_key = $2',
      [world.shopId, key],
    );
    expect(rows).toEqual([{ subject: mail?.subject }]);
  }
});

test('a mail whose process died before handing it over is sent by the next one', async () => {
  const { key, person } = await dueMail();
  await leaveAttempted(key, true);
  await deliverMails(world.post, world.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
});

test('a mail that a living process is sending is left alone', async () => {
  const { key, person } = await dueMail();
  await leaveAttempted(key, false);
  await deliverMails(world.post, world.shopId);
  expect(await mailsTo(person.email)).toHaveLength(0);
  expect((await effectState(world, key)).state).toBe('attempted');
});

test('every mail is accounted for', async () => {
  const balance = await inShop(world.pool, world.shopId, (client) =>
    mailBalance(client, world.shopId),
  );
  expect(balance.holds).toBe(true);
  expect(balance.sent).toBe(world.mailbox.ledger.size);
  expect(Math.max(...world.mailbox.ledger.values())).toBe(1);
});

/** The state another process leaves behind when it dies, or is, between the two marks. */
async function leaveAttempted(key: string, dead: boolean): Promise<void> {
  const { rows } = await world.pool.query<{ fence: number }>(
    'insert into heartbeat (id, kind, released_at) values (gen_random_uuid(), $1, $2) returning fence',
    ['worker', dead ? new Date() : null],
  );
  await inShop(world.pool, world.shopId, (client) =>
    client.query(
      "update effect set state = 'attempted', fence = $3 where shop_id = $1 and key = $2",
      [world.shopId, key, rows[0]?.fence],
    ),
  );
}

test.each(['{}', '{"context": {"applicationId": "no id"}}'])(
  'a mail that cannot be read fails by itself, and those beside it are sent: %s',
  async (payload) => {
    const [bad, good] = [await dueMail(), await dueMail()];
    await inShop(world.pool, world.shopId, (client) =>
      client.query(
        'update effect set payload = $3, run_id = null where shop_id = $1 and key = $2',
        [world.shopId, bad.key, payload],
      ),
    );
    await deliverMails(world.post, world.shopId);
    expect(await mailsTo(good.person.email)).toHaveLength(1);
    expect(await effectState(world, bad.key)).toMatchObject({
      state: 'failed',
      reason: 'unreadable',
    });
  },
);
