import { writtenEmail } from './written-email.ts';

/** For the best customers: thanks and precedence, and never the code of a newcomer. */
export const loyaltyThanks = writtenEmail({
  key: 'loyalty-thanks',
  name: 'Loyalty: thank you',
  subject: 'Thank you{% if firstName %}, {{ firstName }}{% endif %}',
  preview: 'You are one of our best customers. Here is what that means.',
  purpose: 'proof',
  nextStep: 'Keep this email for the direct line',
  lead: [
    'you have ordered from us again and again, and we noticed. Thank you.',
    'From now on your emails to us are answered first. Reply to this one whenever you need something: advice, a special size, help with a gift. It reaches a person who knows your orders.',
  ],
  after: ['There is nothing to sign up for and no points to count.'],
});

export const loyaltyFirstLook = writtenEmail({
  key: 'loyalty-first-look',
  name: 'Loyalty: first look',
  subject: 'A first look, before the others',
  preview: 'Chosen for what you like.',
  purpose: 'help',
  nextStep: 'Take a first look',
  lead: [
    'we picked a few things for you, by what you have ordered so far. You see them before we write to everyone else.',
  ],
  button: 'Take a first look',
  after: ['Is there something that you wish we had? Reply and tell us. We read that too.'],
  recommends: true,
});

export const loyaltyReward = writtenEmail({
  key: 'loyalty-reward',
  name: 'Loyalty: reward',
  subject: '{{ coupon.words }}, as a thank you',
  preview: 'For our best customers, until {{ coupon.until }}.',
  purpose: 'offer',
  nextStep: 'Use the reward',
  lead: ['this is a thank you for your loyalty. It is for our best customers only.'],
  offers: true,
  after: ['Any questions? Reply to this email.'],
});
