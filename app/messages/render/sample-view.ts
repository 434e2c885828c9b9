import { mailContexts } from '#app/messages/contexts/registry.ts';
import type { MailView } from './mail-view.ts';

const ADDRESS = 'https://shop.example/';
/** More than most mails show. */
const ITEMS = 20;

/**
 * What an email is rendered with before it is published: a value of everything that it may show, with every part of it.
 * @param image the address of each picture
 */
export function sampleView(image: string = ADDRESS): MailView {
  const item = {
    title: 'Sample product',
    variant: 'Green',
    quantity: 1,
    price: '£10.00',
    total: '£10.00',
    image,
    url: ADDRESS,
  };
  const product = { title: 'Sample product', price: '£10.00', image, url: ADDRESS };
  const names = Object.values(mailContexts).flatMap(({ variables }) => Object.keys(variables));
  return {
    ...Object.fromEntries(names.map((name) => [name, 'Sample'])),
    shop: { name: 'Sample shop', url: ADDRESS, postalAddress: '1 Sample Street' },
    firstName: 'Ada',
    items: Array.from({ length: ITEMS }, () => item),
    total: '£200.00',
    recommended: { heading: 'You may also like', products: [product, product, product] },
    coupon: { words: '10% off', code: 'SAMPLECODE', url: ADDRESS, until: '1 Jan 2027, 12:00' },
    action: ADDRESS,
    why: 'You get this mail because you subscribed to news.',
    unsubscribe: `${ADDRESS}unsubscribe`,
  };
}
