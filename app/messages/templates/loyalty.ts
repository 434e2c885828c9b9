import { writtenEmail } from './written-email.ts';

/** For the best customers: thanks, and never the code of a newcomer. It promises nothing that the store would have to do. */
export const loyaltyThanks = writtenEmail({
  key: 'loyalty-thanks',
  name: 'Loyalty: thank you',
  subject: 'Thank you{% if firstName %}, {{ firstName }}{% endif %}',
  preview: 'You are one of our best customers.',
  purpose: 'proof',
  nextStep: 'Reply when something is needed',
  lead: [
    'you have ordered from us again and again, and we noticed. Thank you.',
    'If there is something that we can help with, such as advice, a size or a gift, reply to this email.',
  ],
  after: ['There is nothing to sign up for and no points to count.'],
});

export const loyaltyFirstLook = writtenEmail({
  key: 'loyalty-first-look',
  name: 'Loyalty: chosen for you',
  subject: 'A few things that you may like',
  preview: 'Have a look when you like.',
  purpose: 'help',
  nextStep: 'Look at what was chosen',
  lead: ['these are a few things that you may like.'],
  button: 'See them in the store',
  after: ['Is there something that you are missing? Reply to this email.'],
  recommends: true,
});

export const loyaltyReward = writtenEmail({
  key: 'loyalty-reward',
  name: 'Loyalty: reward',
  subject: '{{ coupon.words }}, as a thank you',
  preview: 'It can be used until {{ coupon.until }}.',
  purpose: 'offer',
  nextStep: 'Use the reward',
  lead: ['this is a thank you for ordering from us again and again.'],
  offers: true,
  after: ['Any questions? Reply to this email.'],
});
