import { writtenEmail } from './written-email.ts';

/** With every renewal: what was ordered and how to change it, so that no delivery is a surprise. */
export const subscriptionOrder = writtenEmail({
  key: 'subscription-order',
  name: 'Subscription: renewed',
  subject: 'Your subscription order {{ orderName }}',
  preview: 'What comes this time, and how to change what comes next.',
  purpose: 'help',
  nextStep: 'Check what comes this time',
  lead: ['your subscription was renewed as planned. This is order {{ orderName }}:'],
  goods: 'items',
  after: [
    'Is something not right, or do you want to skip or change the next one? Reply to this email and we will see to it.',
  ],
});

export const subscriptionNext = writtenEmail({
  key: 'subscription-next',
  name: 'Subscription: before the next renewal',
  subject: 'Your next subscription order is coming up',
  preview: 'Time to change, skip or add something.',
  purpose: 'answer',
  nextStep: 'Reply to change or skip the next order',
  lead: ['in a few days your subscription renews. Last time it held this:'],
  goods: 'items',
  after: [
    'If that is right, there is nothing to do. To skip it, change the quantity or move the date, reply to this email in the next days.',
  ],
});
