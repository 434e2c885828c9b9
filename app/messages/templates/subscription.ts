import { writtenEmail } from './written-email.ts';

/** With every renewal: what was ordered and how to change it, so that no delivery is a surprise. */
export const subscriptionOrder = writtenEmail({
  key: 'subscription-order',
  name: 'Subscription: renewed',
  subject: 'Your subscription order {{ orderName }}',
  preview: 'What comes this time, and how to change what comes next.',
  purpose: 'help',
  nextStep: 'Check what comes this time',
  lead: ['your subscription was renewed. This is order {{ orderName }}:'],
  goods: 'items',
  after: [
    'Is something not right, or do you want to skip or change the next one? Reply to this email and we will see to it.',
  ],
});
