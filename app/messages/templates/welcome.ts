import { writtenEmail } from './written-email.ts';

/** The first email to a new subscriber: who the store is and what to expect. */
export const welcome1 = writtenEmail({
  key: 'welcome-1',
  name: 'Welcome',
  subject: 'Welcome to {{ shop.name }}',
  preview: 'Who we are, and what we will write to you about.',
  purpose: 'help',
  nextStep: 'Look around the store',
  lead: [
    'thank you for subscribing. We are glad that you found us.',
    'From time to time we write about new products, how to get the most from them and what other customers like. If it is ever too much, one click at the end of any email stops it.',
  ],
  button: 'Look around',
  after: ['Do you have a question already? Reply to this email. A person reads it.'],
});

export const welcome2 = writtenEmail({
  key: 'welcome-2',
  name: 'Welcome: help to choose',
  subject: 'Not sure where to start?',
  preview: 'A few things that new customers like best.',
  purpose: 'help',
  nextStep: 'Find a first product',
  lead: [
    'a new store can be a lot to look at, so we picked a few things that people in your place usually like.',
    'If you are looking for something in particular, tell us what it is for and we will suggest what fits.',
  ],
  button: 'Find what fits',
  after: ['Reply to this email if you want advice. We would rather sell you the right thing once.'],
  recommends: true,
});

export const welcome3 = writtenEmail({
  key: 'welcome-3',
  name: 'Welcome: what customers ask',
  subject: 'Three questions that we hear most',
  preview: 'On delivery, returns and how to reach us.',
  purpose: 'answer',
  nextStep: 'Place a first order',
  lead: [
    'before a first order people usually want to know three things.',
    'When will it be here? You see the cost and time of delivery in the checkout, before you pay.',
    'What if it is not right? Write to us and we will sort it out; how returns work is in the store.',
    'Is there a person behind this? Yes. Reply to any of our emails and one of us answers.',
  ],
  button: 'Visit the store',
  after: ['Is yours a fourth question? Just ask.'],
});

export const welcomeOffer = writtenEmail({
  key: 'welcome-offer',
  name: 'Welcome: offer for a first order',
  subject: '{{ coupon.words }} for your first order at {{ shop.name }}',
  preview: 'For you alone, until {{ coupon.until }}.',
  purpose: 'offer',
  nextStep: 'Use the code on a first order',
  lead: ['if you were waiting for a reason to try us, here is one. It is for you alone.'],
  offers: true,
  after: ['No hurry beyond that date, and no strings attached.'],
});
