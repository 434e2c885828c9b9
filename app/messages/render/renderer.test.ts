import { describe, expect, test } from 'vitest';
import { templateNamed, templates } from '#app/messages/templates.ts';
import { isRecommending } from '#app/messages/templates/email-content.ts';
import { mailWordsOf } from '#app/messages/words/registry.ts';
import type { MailView } from './mail-view.ts';
import { layOut } from './lay-out.server.ts';
import { createRenderer } from './renderer.server.ts';

/** In one language: each is compiled for itself. */
const { translations: _others, ...orderThanks } = templateNamed('order-thanks');

const emails = templates.map(({ key, ...content }) => ({ key, digest: key, content }));
const render = await createRenderer().prepare(emails);

const view: MailView = {
  language: 'en',
  words: mailWordsOf('en').shown,
  shop: { name: 'Fern & Fell', url: 'https://shop.example/', postalAddress: '1 Moss Lane' },
  firstName: 'Ada',
  items: [
    {
      title: 'Mug',
      variant: 'Green',
      quantity: 2,
      price: '£12.50',
      total: '£25.00',
      image: 'https://cdn.example/m.png',
      url: 'https://shop.example/m',
    },
  ],
  product: 'Mug',
  total: '£25.00',
  recommended: null,
  orderName: '#9',
  toBeSent: true,
  contactName: 'Ada Moss',
  company: 'Moss Ltd',
  coupon: {
    words: '10% off',
    code: 'ACDEFGHJKMNP',
    url: 'https://app.example/l/coupon',
    until: '7 Dec 2026, 12:00',
  },
  action: 'https://app.example/l/token',
  why: 'You get this email because you ordered at Fern & Fell.',
  unsubscribe: 'https://app.example/u/token',
};

describe.each(emails.map((email) => [email.key, email] as const))('%s', (_key, email) => {
  const mail = render(email, view);

  test('leaves no placeholder behind', () => {
    for (const part of [mail.subject, mail.html, mail.text]) {
      expect(part).not.toMatch(/\{\{|\{%|undefined|null|\[object/);
    }
  });

  test('says in both texts who writes, why and how to stop it', () => {
    expect(mail.html).toContain('Fern &amp; Fell');
    expect(mail.html).toContain('href="https://app.example/u/token"');
    for (const words of ['Fern & Fell', '1 Moss Lane', view.why, 'https://app.example/u/token']) {
      expect(mail.text).toContain(words);
    }
  });

  test('shows what people wrote as text, never as HTML or Liquid', () => {
    const hostile = '<script>alert(1)</script>{{ shop.name }}{% include "/etc/passwd" %}"onload="x';
    const { html, subject } = render(email, {
      ...view,
      firstName: hostile,
      contactName: hostile,
      company: `${hostile}\r\nBcc: eve@evil.example`,
      orderName: hostile,
      items: view.items.map((item) => ({ ...item, title: hostile, variant: hostile })),
    });
    expect(html).not.toMatch(/<script>|"onload=/);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test('keeps no room for pictures when nothing has one', () => {
    const items = view.items.map((item) => ({ ...item, image: null }));
    expect(render(email, { ...view, items }).html).not.toContain('width="72"');
  });

  test('recommends products where it may and only when there are enough, in both texts', () => {
    const product = (title: string, price: string | null, image: string | null) => ({
      title,
      price,
      image,
      url: `https://app.example/l/${title.toLowerCase()}`,
    });
    const recommended = {
      heading: 'Goes well with what you chose',
      products: [
        product('Saucer', '£6.50', 'https://cdn.example/s.png'),
        product('<b>Lid</b>', null, null),
      ],
    };
    const { html, text } = render(email, { ...view, recommended });
    const words = ['Goes well with what you chose', 'https://app.example/l/saucer', '£6.50'];
    for (const part of [html, text])
      for (const word of words) expect(part.includes(word)).toBe(isRecommending(email.content));
    expect(html).not.toContain('<b>Lid');
    expect(html).not.toMatch(/\{\{|\{%|undefined|null/);
    for (const word of words.slice(0, 2)) expect(mail.html + mail.text).not.toContain(word);
  });

  test('greets a person whose name is not known', () => {
    expect(render(email, { ...view, firstName: null }).text).not.toMatch(/Hello ,|, \?|null/);
  });
});

test('a layout that is no MJML is refused with what is wrong in it, and the others are laid out', async () => {
  const [wrong, right] = await layOut([
    '<mjml><mj-body><mj-nonsense /></mj-body></mjml>',
    '<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>',
  ]);
  expect(wrong).toMatchObject({ problem: expect.stringContaining('mj-nonsense') as string });
  expect(right).toMatchObject({ page: expect.stringContaining('Hello') as string });
});

test('an email that cannot be compiled stops no other', async () => {
  const broken = { ...orderThanks, body: '<mj-nonsense />' };
  const unclosed = { ...orderThanks, subject: '{% if orderName %}' };
  const [first, second, third] = [broken, unclosed, orderThanks].map((content, index) => ({
    digest: `tried-${String(index)}`,
    content,
  }));
  if (!first || !second || !third) throw new Error('One of the emails is missing.');
  const renderer = createRenderer();
  expect(await renderer.check(first)).toContain('mj-nonsense');
  expect(await renderer.check(third)).toBeNull();
  const write = await renderer.prepare([first, second, third]);
  expect(() => write(first, view)).toThrow(/change and publish it.*mj-nonsense/s);
  expect(() => write(second, view)).toThrow(/cannot be rendered/);
  expect(write(third, view).subject).toBe('Thank you for order #9');
});

const HIDING = ['{% assign unsubscribe = nil %}', '{% break %}', '{% assign why = "" %}'];

test.each(HIDING)('the words of an email cannot drop how to stop it: %s', async (hiding) => {
  const content = {
    ...orderThanks,
    preview: `${hiding}${orderThanks.preview}`,
    body: `<mj-raw>${hiding}</mj-raw>${orderThanks.body}`,
    text: `${hiding}${orderThanks.text}`,
  };
  const email = { digest: hiding, content };
  const mail = (await createRenderer().prepare([email]))(email, view);
  for (const part of [mail.html, mail.text]) {
    expect(part).toContain(view.unsubscribe);
    expect(part).toContain('because you ordered');
  }
});

const LOOPS = '{% for a in (1..3000) %}{% for b in (1..3000) %}{% endfor %}{% endfor %}';

test.each([
  ['body', { body: `<mj-raw>${LOOPS}</mj-raw>` }],
  ['subject', { subject: LOOPS }],
  ['plain text', { text: LOOPS }],
])('an email whose %s takes too long is neither published nor sent', async (_part, slow) => {
  const renderer = createRenderer();
  const email = { digest: 'slow', content: { ...orderThanks, ...slow } };
  expect(await renderer.check(email)).toBe(
    'It takes too long to render. Use fewer or shorter loops.',
  );
  const write = await renderer.prepare([email]);
  expect(() => write(email, view)).toThrow('render limit');
});

test('every email of the gallery can be published', async () => {
  const renderer = createRenderer();
  await renderer.prepare(emails);
  for (const email of emails) expect(await renderer.check(email)).toBeNull();
});

test('what is compiled once is not compiled again, whichever shop sends it', async () => {
  const renderer = createRenderer();
  const email = { digest: 'shared', content: orderThanks };
  const first = await renderer.prepare([email]);
  // Other words under a known digest are never read.
  const again = await renderer.prepare([
    { ...email, content: { ...orderThanks, body: '<mj-nonsense />' } },
  ]);
  expect(again(email, view)).toEqual(first(email, view));
});

test.each([
  [true, /will tell you when it leaves/],
  [false, /^(?!.*(getting it ready|when it leaves))/s],
])('thanks for an order promise a parcel only when one is to come: %s', (toBeSent, words) => {
  const [thanks] = emails.filter(({ key }) => key === orderThanks.key);
  if (!thanks) throw new Error('The email is not in the gallery.');
  const mail = render(thanks, { ...view, toBeSent });
  expect(mail.text).toMatch(words);
  expect(mail.html).toMatch(words);
});
