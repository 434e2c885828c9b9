import { beforeEach, describe, expect, test } from 'vitest';
import { applicationQueue } from '#app/applications/list-applications.server.ts';
import { approveApplication } from '#app/applications/approve.server.ts';
import { declineApplication } from '#app/applications/decline.server.ts';
import { readQueueView } from '#app/applications/queue-view.ts';
import { loadReviewPage } from '#app/applications/review-page.server.ts';
import { askToVerify } from '#app/applications/verify-application.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { mailLinks } from '#app/http/mail-links.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { sendApplication } from './send-application.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { shopId } = environment;

beforeEach(() => {
  environment.clock.set(NOON);
});

function inThisShop<T>(work: (client: ShopClient) => Promise<T>): Promise<T> {
  return inShop(environment.pool, shopId, work);
}

/** Sends the form as a stranger, who may type what they like. */
async function apply(change: Record<string, string>) {
  return await sendApplication(environment.pool, shopId, environment.clock.now(), change);
}

async function idOf(email: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from application where shop_id = $1 and email = $2',
    [shopId, email],
  );
  return rows[0]?.id ?? '';
}

/** The texts of all mails to an address, oldest first. */
async function mailsTo(address: string): Promise<string[]> {
  await deliverMails(environment.mailServices, shopId);
  const summaries = await environment.mailbox.list({ to: address });
  const mails = await Promise.all(summaries.map(({ id }) => environment.mailbox.get(id)));
  return mails.map((mail) => `${mail?.subject ?? ''}\n${mail?.text ?? ''}\n${mail?.html ?? ''}`);
}

/** The link in the first mail to an address that asks for it to be confirmed. */
async function linkTo(address: string): Promise<string> {
  const link = (await mailsTo(address))
    .map((text) => /https:\/\/app\.example\/v\/[\w.:-]+/.exec(text)?.[0])
    .find((found) => found !== undefined);
  if (link === undefined) throw new Error('No mail asks for the address to be confirmed.');
  return link;
}

function visit(link: string, form?: Record<string, string>): Promise<Response> {
  const init = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
  const services = {
    pool: environment.pool,
    clock: environment.clock,
    sealer: environment.mailServices.links.sealer,
    logger: silentLogger,
  };
  return mailLinks(new Request(link, init), services);
}

/** Follows the link in a mail to an address, as a scanner or as the person who presses the first button. */
async function follow(address: string, method: 'GET' | 'POST'): Promise<number> {
  const form = method === 'POST' ? { application: await idOf(address) } : undefined;
  return (await visit(await linkTo(address), form)).status;
}

/** What the page behind a link offers to confirm: company and the application's id, in its order. */
async function offered(link: string): Promise<[company: string, id: string][]> {
  const html = await (await visit(link)).text();
  const forms = html.matchAll(/<strong>([^<]*)<\/strong>[^]*?value="([0-9a-f-]{36})"/g);
  return [...forms].map(([, company = '', id = '']) => [company, id]);
}

/** What the shop knows of the person with an address. */
async function personOf(email: string) {
  const { rows } = await db.owner.query<{ intent: number; company: unknown; kinds: string[] }>(
    `select intent, state->'company' as company,
            array(select kind from event where shop_id = $1 and profile_id = profile.id
              and kind not like 'order.%' order by kind) as kinds
       from profile where shop_id = $1 and email = $2`,
    [shopId, email],
  );
  return rows[0];
}

describe('a mail to an address that nobody has confirmed', () => {
  test('holds nothing that was typed, and asks first', async () => {
    const typed = {
      email: 'victim@elsewhere.example',
      company: 'Zzyzx Holdings',
      contact_name: 'Quuxley Frobnitz',
      message: 'Wibble your account is closed',
      website: 'wobble.example',
      phone: '+44 20 7946 0999',
    };
    expect(await apply(typed)).toEqual({ outcome: 'received' });
    const [mail, ...others] = await mailsTo(typed.email);
    expect(others).toEqual([]);
    await drainAt(db.pool, shopId, NOON);
    expect(await personOf(typed.email)).toBeUndefined();
    expect(mail).toContain('Confirm your email address');
    for (const word of ['Zzyzx', 'Quuxley', 'Frobnitz', 'Wibble', 'wobble', '0999', '980 7806'])
      expect(mail).not.toContain(word);
  });

  test('is one a day at most for one application, however often it is sent', async () => {
    const email = 'once@elsewhere.example';
    for (let times = 0; times < 3; times += 1) await apply({ email });
    expect(
      await inThisShop(async (client) => askToVerify(client, shopId, await idOf(email), NOON)),
    ).toBe(false);
    environment.clock.set(NOON + DAY - HOUR);
    await apply({ email });
    expect(await mailsTo(email)).toHaveLength(1);
    environment.clock.set(NOON + DAY + HOUR);
    await apply({ email });
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test('is three a day at most, however many applications name the address', async () => {
    const email = 'often@elsewhere.example';
    for (const company of ['A Ltd', 'B Ltd', 'C Ltd', 'D Ltd', 'E Ltd'])
      expect(await apply({ email, company })).toEqual({ outcome: 'received' });
    expect(await mailsTo(email)).toHaveLength(3);
    // The last is confirmed by the link of the first all the same.
    expect((await offered(await linkTo(email))).map(([company]) => company).sort()).toEqual([
      'A Ltd',
      'B Ltd',
      'C Ltd',
      'D Ltd',
      'E Ltd',
    ]);
  });

  test('is not sent at all when the application is declined', async () => {
    const email = 'declined@elsewhere.example';
    await apply({ email });
    const id = await idOf(email);
    const decline = { reason: 'wrong_region', note: null } as const;
    await inThisShop((client) => declineApplication(client, shopId, id, decline, 'staff', NOON));
    // Not even the question is news any more, but it may have left already.
    expect((await mailsTo(email)).filter((text) => !text.includes('Confirm'))).toEqual([]);
  });
});

test.each([
  ['company', 'Win at evil.example'],
  ['contact_name', 'https://evil.example/login'],
  ['contact_name', 'security@paypal.com'],
])('an address in the field %s is refused', async (field, text) => {
  const answer = await apply({ email: 'named@elsewhere.example', [field]: text });
  expect(answer).toMatchObject({ outcome: 'invalid' });
  expect(Object.keys(answer.outcome === 'invalid' ? answer.fields : {})).toEqual([field]);
});

describe('an application with the address of a customer', () => {
  const email = 'ada@example.com';
  const view = readQueueView(new URLSearchParams('search=ada@example.com'));

  test('stays off their profile and score, and shows a reviewer nothing of them, until it is confirmed', async () => {
    await receive(db.pool, shopId, 'orders/create', orderPayload(), 'o1');
    await drainAt(db.pool, shopId, NOON);
    const before = await personOf(email);
    await apply({ email, company: 'Zzyzx Holdings' });
    expect(await mailsTo(email)).toHaveLength(1);
    await drainAt(db.pool, shopId, NOON);
    expect(await personOf(email)).toEqual(before);
    const id = await idOf(email);
    const unverified = await inThisShop((client) =>
      loadReviewPage(client, shopId, id, NOON, 'GBP'),
    );
    expect(unverified).toMatchObject({ history: null, application: { verifiedAt: null } });
    const queue = () => inThisShop((client) => applicationQueue(client, shopId, view, 'GBP'));
    expect((await queue()).entries).toMatchObject([{ verified: false }]);
    expect(
      await inThisShop((client) => approveApplication(client, shopId, id, 'staff', NOON)),
    ).toEqual({ outcome: 'not_verified' });

    // A scanner opens the link; only a person presses the button.
    expect(await follow(email, 'GET')).toBe(200);
    expect((await queue()).entries).toMatchObject([{ verified: false }]);
    expect(await follow(email, 'POST')).toBe(200);
    expect(await follow(email, 'POST')).toBe(200);
    await drainAt(db.pool, shopId, NOON);
    expect(await personOf(email)).toMatchObject({ kinds: ['application.submitted'] });
    expect((await queue()).entries).toMatchObject([{ verified: true }]);
    const verified = await inThisShop((client) => loadReviewPage(client, shopId, id, NOON, 'GBP'));
    expect(verified).toMatchObject({ history: { orders: 1 } });
    const mails = await mailsTo(email);
    expect(mails.filter((text) => text.includes('Zzyzx Holdings'))).toHaveLength(1);
    expect(
      await inThisShop((client) => approveApplication(client, shopId, id, 'staff', NOON)),
    ).toMatchObject({ outcome: 'decided' });
  });

  test('is not confirmed by a link that is two weeks old, or not ours', async () => {
    const late = 'late@elsewhere.example';
    await apply({ email: late });
    await mailsTo(late);
    environment.clock.set(NOON + 15 * DAY);
    expect(await follow(late, 'POST')).toBe(410);
    const forged = new Request('https://app.example/v/forged', { method: 'POST', body: '' });
    const services = {
      pool: environment.pool,
      clock: environment.clock,
      sealer: environment.mailServices.links.sealer,
      logger: silentLogger,
    };
    expect((await mailLinks(forged, services)).status).toBe(404);
  });
});

describe('a stranger who sends the form with the address and company of another', () => {
  const company = 'Victim & Sons';
  async function stateOf(email: string) {
    const { rows } = await db.owner.query<{ phone: string | null; verified: boolean }>(
      `select phone, verified_at is not null as verified from application
        where shop_id = $1 and email = $2 order by submitted_at, id`,
      [shopId, email],
    );
    return rows;
  }

  test('does not keep the honest applicant from applying, who confirms their own alone', async () => {
    const email = 'honest@elsewhere.example';
    await apply({ email, company, contact_name: 'Mallory', phone: '+44 20 7946 0666' });
    environment.clock.set(NOON + HOUR);
    const own = { email, company, contact_name: 'Ana <Fern>', phone: '+44 20 7946 0111' };
    expect(await apply(own)).toEqual({ outcome: 'received' });
    expect(await apply(own)).toEqual({ outcome: 'received' });
    expect(await stateOf(email)).toHaveLength(2);
    expect(await mailsTo(email)).toHaveLength(2);

    const link = await linkTo(email);
    const html = await (await visit(link)).text();
    expect(html).toContain('Victim &amp; Sons');
    expect(html).toContain('Mallory');
    expect(html).toContain('Ana &lt;Fern&gt;');
    const { rows } = await db.owner.query<{ id: string }>(
      `select id from application where shop_id = $1 and contact_name = 'Ana <Fern>'`,
      [shopId],
    );
    expect((await visit(link, { application: rows[0]?.id ?? '' })).status).toBe(200);
    expect(await stateOf(email)).toEqual([
      { phone: '+44 20 7946 0666', verified: false },
      { phone: '+44 20 7946 0111', verified: true },
    ]);
    // Once theirs is confirmed, nothing more is stored under their address.
    await apply({ email, company: 'Mallory again' });
    expect(await stateOf(email)).toHaveLength(2);
  });

  test('cannot have theirs refused by being declined the same day', async () => {
    const email = 'refused@elsewhere.example';
    await apply({ email, company });
    const id = await idOf(email);
    const decline = { reason: 'wrong_region', note: null } as const;
    await inThisShop((client) => declineApplication(client, shopId, id, decline, 'staff', NOON));
    expect(await apply({ email, company })).toEqual({ outcome: 'received' });
    expect(await stateOf(email)).toHaveLength(2);
    // The link of the declined one confirms it no more, and shows what is still open.
    expect((await offered(await linkTo(email))).map(([, open]) => open)).not.toContain(id);
    expect((await visit(await linkTo(email), { application: id })).status).toBe(410);
  });

  test('confirms nothing of another address with a link of their own', async () => {
    const [email, own] = ['target@elsewhere.example', 'mallory@elsewhere.example'];
    await apply({ email, company });
    await apply({ email: own, company });
    const link = await linkTo(own);
    expect((await offered(link)).map(([, id]) => id)).toEqual([await idOf(own)]);
    expect((await visit(link, { application: await idOf(email) })).status).toBe(410);
    expect((await visit(link, { application: 'x' })).status).toBe(400);
    expect(await stateOf(email)).toEqual([{ phone: '+44 20 7946 0000', verified: false }]);
  });
});
