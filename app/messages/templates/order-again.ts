import { writtenEmail } from './written-email.ts';

/** Shortly before the reader orders again by their own rhythm. */
export const orderAgain = writtenEmail({
  key: 'order-again',
  name: 'Time to order again',
  subject: 'Running low?',
  preview: 'What you ordered last time, in one click.',
  purpose: 'help',
  nextStep: 'Order the same again',
  lead: [
    'going by how often you order, you may be running low about now. Here is what you had last time; one click puts it in your cart, and you can change it there.',
  ],
  goods: 'items',
  button: 'Order again',
  after: ['Still have enough? Then ignore this. We go by your rhythm, not by ours.'],
  shows: 'again',
});

export const orderAgainReminder = writtenEmail({
  key: 'order-again-reminder',
  name: 'Time to order again: reminder',
  subject: 'Your usual order, when you are ready',
  preview: 'The same again, or something a little different.',
  purpose: 'help',
  nextStep: 'Order the same again',
  lead: ['a short reminder, because it is a little later than usual for you.'],
  goods: 'items',
  button: 'Order again',
  after: [
    'If something was not right with the last order, please reply to this email. We want to know.',
  ],
  shows: 'again',
  recommends: true,
});
