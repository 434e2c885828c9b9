import type { MailView } from '#app/messages/render/mail-view.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { mailWordsOf } from '#app/messages/words/registry.ts';
import { templateNamed } from '#app/messages/templates.ts';

/** About as long as a sealed link. */
const LINK_CHARACTERS = 300;

/** The mail of thanks as the app writes it, once: the baselines send copies of it. */
export async function rendered() {
  const orderThanks = templateNamed('order-thanks');
  const email = { digest: orderThanks.key, content: orderThanks };
  const render = await createRenderer().prepare([email]);
  const link = `http://localhost:3000/l/${'x'.repeat(LINK_CHARACTERS)}`;
  const item = {
    title: 'Trail Shoe 7',
    variant: 'Green / 41',
    quantity: 2,
    price: '£19.99',
    total: '£39.98',
    image: null,
    url: null,
  };
  const view: MailView = {
    language: 'en',
    words: mailWordsOf('en').shown,
    shop: { name: 'Fern & Fell', url: link, postalAddress: '' },
    firstName: 'Ada',
    items: [item, item, item, item],
    product: item.title,
    total: '£34.98',
    recommended: null,
    coupon: null,
    orderName: '#1001',
    toBeSent: false,
    contactName: null,
    company: null,
    action: link,
    why: 'You get this email because you ordered at Fern & Fell.',
    unsubscribe: null,
  };
  return { from: 'Fern & Fell <hello@fern.example>', ...render(email, view) };
}
