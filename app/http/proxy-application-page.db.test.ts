import { describe, expect, test } from 'vitest';
import { createRateLimit } from '#app/platform/rate-limit.server.ts';
import { applicationForm, HOSTILE_TEXTS } from '#tests/fixtures/applications.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { proxyRequest } from '#tests/setup/proxy-request.ts';
import { proxyServices } from '#tests/setup/proxy-visits.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { sendOnceMore } from './application-page.ts';
import { proxyHandler } from './proxy.server.ts';

const db = await testDatabase();
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const services = proxyServices(db);
const none = { perShop: createRateLimit(0, 60), perAddress: createRateLimit(0, 60) };
const NO_SCRIPT = { started_at: '', sent_at: '' };

/** Sends the form as a browser does that runs no script, or as our script does. */
async function send(
  shop: TestShop,
  form: Record<string, string> | URLSearchParams,
  { accept = BROWSER, over = {} }: { accept?: string; over?: object } = {},
) {
  const request = proxyRequest({ shop: shop.domain, path: 'application', form });
  request.headers.set('accept', accept);
  const answer = await proxyHandler(request, { ...services, ...over }, addressesOf(request));
  const type = answer.headers.get('content-type')?.split(';')[0];
  return { status: answer.status, type, text: await answer.text() };
}

/** What a page's form sends when its button is pressed. */
function fieldsOf(page: string): URLSearchParams {
  const decoded = (text = '') =>
    text.replace(/&(amp|lt|gt|quot|#39);/g, (_whole, name: string) =>
      name === '#39' ? "'" : ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name] ?? ''),
    );
  const fields = [...page.matchAll(/<input [^>]*name="([^"]*)" value="([^"]*)"/g)];
  return new URLSearchParams(fields.map(([, name, value]) => [decoded(name), decoded(value)]));
}

async function companies(shop: TestShop): Promise<string[]> {
  const { rows } = await db.owner.query<{ company: string }>(
    'select company from application where shop_id = $1 order by id',
    [shop.id],
  );
  return rows.map(({ company }) => company);
}

describe('a browser that runs no script', () => {
  test.each([
    ['notes no time', NO_SCRIPT],
    ['fills in the hidden field', { leave_empty: 'Ana' }],
    ['fills in the hidden field of an older theme', { ...NO_SCRIPT, nickname: 'Ana' }],
  ])(
    'that %s is asked once more in words, and one press sends all that was typed',
    async (_what, change) => {
      const shop = await installedShop(db.pool);
      const form = new URLSearchParams(
        applicationForm({ company: 'Fern & "Sons" <Ltd>', ...change }),
      );
      form.append('channels', 'online');
      const asked = await send(shop, form);
      expect(asked).toMatchObject({ status: 200, type: 'text/html' });
      expect(await companies(shop)).toEqual([]);
      const sent = await send(shop, fieldsOf(asked.text));
      expect(sent).toMatchObject({ status: 200, type: 'text/html' });
      expect(sent.text).toContain('we have your application');
      expect(await companies(shop)).toEqual(['Fern & "Sons" <Ltd>']);
    },
  );

  test('reads what is wrong with each field', async () => {
    const shop = await installedShop(db.pool);
    const { type, text } = await send(shop, applicationForm({ ...NO_SCRIPT, email: 'nowhere' }));
    expect(type).toBe('text/html');
    expect(text).toContain('<strong>Email</strong>: Enter an email address');
  });

  test('reads in words why nothing was taken', async () => {
    const shop = await installedShop(db.pool);
    const form = applicationForm();
    const answers = [
      [200, await send(shop, form)],
      [413, await send(shop, { ...form, message: 'x'.repeat(40_000) })],
      [429, await send(shop, form, { over: { proxyLimits: none } })],
      [404, await send({ ...shop, domain: 'nowhere.myshopify.com' }, form)],
      [401, await send(shop, form, { over: { apiSecrets: ['another'] } })],
    ] as const;
    for (const [status, answer] of answers) {
      expect(answer).toMatchObject({ status, type: 'text/html' });
      expect(answer.text).toContain('<h1>');
    }
  });

  test('gets a page to press, whatever was typed, in which nothing of it is markup', () => {
    const plain = sendOnceMore(new URLSearchParams(applicationForm({ message: 'x' })), 0);
    const elements = (page: string) => page.match(/<[a-z/!]/gi)?.length;
    for (const text of HOSTILE_TEXTS) {
      const page = sendOnceMore(
        new URLSearchParams(applicationForm({ company: text, message: text })),
        0,
      );
      expect(elements(page)).toBe(elements(plain));
      expect(fieldsOf(page).get('message')).toBe(text);
    }
  });
});

test('our script learns that its form has to be sent once more, and which field to empty', async () => {
  const shop = await installedShop(db.pool);
  const accept = 'application/json';
  const { type, text } = await send(shop, applicationForm({ leave_empty: 'Ana' }), { accept });
  expect(type).toBe('application/json');
  expect(JSON.parse(text)).toEqual({
    outcome: 'invalid',
    fields: { leave_empty: expect.stringContaining('once more') as string },
  });
  await send(shop, applicationForm(), { accept });
  expect(await companies(shop)).toEqual(['Fern & Sons Ltd']);
});
