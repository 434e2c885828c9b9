import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { previewEmail } from '#app/messages/page/preview-email.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { inShop } from '#app/platform/db.server.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { addCart, addPerson, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { addOrder } from '#tests/mail/mail-orders.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { loadPreviewedEmail } from './load-previewed-email.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId } = environment;
const renderer = createRenderer();

/** An email as it is looked at by staff. */
async function look(
  key: string,
  profileId: string,
  { content, shop = shopId }: { content?: EmailContent; shop?: string } = {},
) {
  const asked = { key, profileId, language: null, ...(content && { content }) };
  const { operator } = environment.mailServices;
  return await inShop(pool, shop, (client) =>
    loadPreviewedEmail(client, shop, asked, operator, NOON),
  );
}

async function read(key: string, profileId: string, content?: EmailContent) {
  const found = await look(key, profileId, content && { content });
  if (typeof found === 'string') throw new Error(found);
  const shop = { ...found.sender.shop, sender: found.sender.from.name };
  const preview = await previewEmail(renderer, found.content, shop, found.person);
  if (preview.outcome !== 'rendered') throw new Error(preview.problem);
  return preview;
}

/** Says which cart of a person is the newest, as the engine does. */
async function noteCart(profileId: string, token: string): Promise<void> {
  const cart = { token, quantity: 2, totalMinor: 2500, currency: 'GBP', at: NOON - 7_200_000 };
  await inShop(pool, shopId, (client) =>
    client.query(
      `update profile set state = jsonb_set(state::jsonb, '{cart}', $3) where shop_id = $1 and id = $2`,
      [shopId, profileId, JSON.stringify(cart)],
    ),
  );
}

async function countEffects(): Promise<number> {
  const { rows } = await db.owner.query<{ effects: number }>(
    'select count(*)::int as effects from effect where shop_id = $1',
    [shopId],
  );
  return rows[0]?.effects ?? 0;
}

test('a person with a cart is shown what is in it, and nothing leads to what is theirs', async () => {
  const person = await addPerson(environment);
  const { token } = await addCart(environment, person.id);
  await noteCart(person.id, token);
  const effects = await countEffects();
  const { html, text, notes } = await read('basket-reminder-1', person.id);
  expect(text).toContain('Ada');
  expect(text).toContain('Fern mug (Green), 2');
  expect(notes).toEqual([]);
  for (const part of [html, text]) {
    expect(part).not.toContain(token);
    expect(part).not.toContain('app.example');
    expect(part).not.toContain(person.email);
  }
  expect(html).toContain(`href="${environment.storefrontUrl}/cart/11:2`);
  expect(html).toContain('href="#unsubscribe"');
  expect(await countEffects()).toBe(effects);
});

test('in the place of what a person lacks a sample is shown, and said', async () => {
  const person = await addPerson(environment);
  const cart = await read('basket-reminder-1', person.id);
  expect(cart.text).toContain('Ada');
  expect(cart.text).toContain('Sample product');
  expect(cart.notes).toEqual(['This person has no cart. A sample is shown.']);
  const order = await read('order-thanks', person.id);
  expect(order.text).toContain('Sample');
  expect(order.notes).toEqual([
    'This person has no order that the email could show. A sample is shown.',
  ]);
});

test('of the orders of a person the newest is shown', async () => {
  const person = await addPerson(environment);
  for (const [name, days] of [
    ['#1001', 20],
    ['#1002', 2],
  ] as const)
    await addOrder(
      environment,
      person.id,
      orderSnapshot(NOON - days * DAY, { orderId: randomUUID(), name }),
    );
  const { subject, text, notes } = await read('order-thanks', person.id);
  expect(subject + text).toContain('#1002');
  expect(subject + text).not.toContain('#1001');
  expect(notes).toEqual([]);
});

test('an offer is a sample, and no code is made', async () => {
  const person = await addPerson(environment);
  const content = {
    name: 'Offer',
    subject: '{{ coupon.words }}',
    preview: '',
    body: '<mj-section><mj-column><mj-text><a href="{{ coupon.url }}">{{ coupon.code }}</a></mj-text></mj-column></mj-section>',
    text: '{{ coupon.code }}',
  };
  const { text, notes } = await read('not-stored-yet', person.id, content);
  expect(text).toContain('SAMPLECODE');
  expect(notes).toEqual(['The offer is a sample. No code is made.']);
});

test('a person gets it in the language of their profile where the email has it', async () => {
  const content = {
    name: 'News',
    subject: 'News',
    preview: '',
    body: '<mj-section><mj-column><mj-text>News</mj-text></mj-column></mj-section>',
    text: 'News',
    translations: {
      de: {
        subject: 'Neues für Sie',
        preview: 'Das ist neu',
        body: '<mj-section><mj-column><mj-text>Neues</mj-text></mj-column></mj-section>',
        text: 'Neues',
      },
    },
  };
  const [german, french] = [
    await addPerson(environment, { locale: 'de-AT' }),
    await addPerson(environment, { locale: 'fr' }),
  ];
  expect(await read('not-stored-yet', german.id, content)).toMatchObject({
    subject: 'Neues für Sie',
    mailbox: { preheader: 'Das ist neu' },
    html: expect.stringContaining('Sie erhalten diese E-Mail') as string,
  });
  expect(await read('not-stored-yet', french.id, content)).toMatchObject({
    subject: 'News',
    html: expect.stringContaining('You get this email') as string,
  });
});

test.each(['', 'nobody', "' or true --"])('%j is no person', async (id) => {
  expect(await look('order-thanks', id)).toBe('no_person');
});

test('a person of another shop is no person, and an email that is not there no email', async () => {
  const person = await addPerson(environment);
  const other = await installedShop(pool);
  expect(await look('order-thanks', person.id, { shop: other.id })).toBe('no_person');
  expect(await look('order-thanks', randomUUID())).toBe('no_person');
  expect(await look('no-such-email', person.id)).toBe('no_email');
});
