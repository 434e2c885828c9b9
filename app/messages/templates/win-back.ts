import { writtenEmail } from './written-email.ts';

export const winBack1 = writtenEmail({
  key: 'win-back-1',
  name: 'Win-back: what is new',
  subject: 'It has been a while{% if firstName %}, {{ firstName }}{% endif %}',
  preview: 'A few things that came in since your last order.',
  purpose: 'help',
  nextStep: 'See what is new',
  lead: [
    'it has been a while since your last order, and a few things have come in since then.',
    'We picked some that fit what you bought before.',
  ],
  button: 'See what is new',
  after: ['Looking for something that you no longer find? Reply and ask us.'],
  recommends: true,
});

export const winBack2 = writtenEmail({
  key: 'win-back-2',
  name: 'Win-back: a question',
  subject: 'Was something not right?',
  preview: 'One honest question. Two words are enough for an answer.',
  purpose: 'answer',
  nextStep: 'Reply and say what was not right',
  lead: [
    'we have not heard from you for a while, so we would like to ask: was something not right with your last order, or did you simply not need anything?',
    'Reply to this email with a word or two. If we can put something right, we will.',
  ],
  after: ['Everything fine? Then we are glad, and see you whenever you like.'],
});

export const winBackLast = writtenEmail({
  key: 'win-back-last',
  name: 'Win-back: last email',
  subject: 'Shall we stay in touch?',
  preview: 'We will write less from now on.',
  purpose: 'proof',
  nextStep: 'Visit the store once more',
  lead: [
    'we do not want to fill your inbox, so this is the last of these emails.',
    'Here is what customers who bought what you have come back for.',
  ],
  button: 'Visit the store',
  after: ['You are welcome back at any time.'],
  recommends: true,
});

export const winBackOffer = writtenEmail({
  key: 'win-back-offer',
  name: 'Win-back: offer',
  subject: '{{ coupon.words }}, to welcome you back',
  preview: 'For you alone, until {{ coupon.until }}.',
  purpose: 'offer',
  nextStep: 'Order with the code',
  lead: ['we would like to have you back. This is for you alone, and for anything in the store.'],
  offers: true,
  after: ['This is the last of these emails.'],
});

export const lapsedNews = writtenEmail({
  key: 'lapsed-news',
  name: 'Lapsed: half a year on',
  subject: 'Half a year on{% if firstName %}, {{ firstName }}{% endif %}',
  preview: 'What other customers chose since you were here last.',
  purpose: 'proof',
  nextStep: 'Have another look',
  lead: [
    'half a year has passed since your last order. We write this once and leave it at that.',
    'If you are curious: this is what customers with a taste like yours chose meanwhile.',
  ],
  button: 'Have another look',
  after: ['Is there something that we could do better? Reply; a person reads it.'],
  recommends: true,
});
