import { writtenEmail } from './written-email.ts';

/** Shortly before an account orders again by its own rhythm. */
export const tradeReorder = writtenEmail({
  key: 'trade-reorder',
  name: 'Wholesale reorder',
  subject: 'Time to restock?',
  preview: 'Your last order, ready to be placed again.',
  purpose: 'help',
  nextStep: 'Place the last order again',
  lead: [
    'by your usual rhythm you will soon need to restock. Here is your last order; one click puts it in your cart, where you can change the quantities.',
  ],
  goods: 'items',
  button: 'Order again',
  after: ['Do you need it by a certain day, or in other quantities? Reply and we will see to it.'],
  shows: 'again',
});

export const tradeExpansion = writtenEmail({
  key: 'trade-expansion',
  name: 'Account expansion',
  subject: 'What sells beside what you already stock',
  preview: 'A few products that other shops add next.',
  purpose: 'proof',
  nextStep: 'Ask for samples or a proposal',
  lead: [
    'your orders show that our products do well with your customers. Shops like yours often add the ones below next, because the same people buy them.',
  ],
  button: 'See them in the store',
  after: ['Would you like to see them first? Reply and we will talk about samples and quantities.'],
  recommends: true,
});
