import { writtenEmail } from './written-email.ts';

/** A product that the reader was interested in can be bought again. */
export const backInStock = writtenEmail({
  key: 'back-in-stock',
  name: 'Back in stock',
  subject: '{% for item in items limit: 1 %}{{ item.title }} is back{% endfor %}',
  preview: 'It was sold out, and can be ordered again.',
  purpose: 'help',
  nextStep: 'Order it while it is there',
  lead: ['you were interested in this. It was sold out for a while and can be ordered again.'],
  goods: 'product',
  button: 'See it in the store',
  after: [
    'We do not know how long it lasts, and we cannot reserve it. If you no longer need it, ignore this email.',
  ],
});

/** A product that the reader was interested in costs less. */
export const priceDrop = writtenEmail({
  key: 'price-drop',
  name: 'Price drop',
  subject: '{% for item in items limit: 1 %}{{ item.title }} costs less now{% endfor %}',
  preview: 'A lower price for something that you were interested in.',
  purpose: 'offer',
  nextStep: 'See the product at its new price',
  lead: [
    'the price of something that you were interested in went down. This is what it costs today.',
  ],
  goods: 'product',
  button: 'See it in the store',
  after: ['No code needed: it is the price that everyone sees.'],
});
