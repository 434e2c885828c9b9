import { writtenEmail } from './written-email.ts';

export const guideHelp = writtenEmail({
  key: 'guide-help',
  name: 'Guide: was it useful?',
  subject: 'Was the guide useful?',
  preview: 'And is there anything that it left open?',
  purpose: 'help',
  nextStep: 'Ask what the guide left open',
  lead: [
    'yesterday you downloaded our guide. We hope that it answered what you wanted to know.',
    'If something was left open, reply with your question. Good questions end up in the next edition.',
  ],
  after: ['Thank you for reading.'],
});

export const guideProof = writtenEmail({
  key: 'guide-proof',
  name: 'Guide: where to begin',
  subject: 'From reading to doing',
  preview: 'What readers of the guide usually start with.',
  purpose: 'proof',
  nextStep: 'See what to start with',
  lead: [
    'people who read the guide usually begin with one or two things and see how they get on. These are good ones to start with.',
  ],
  button: 'See what to start with',
  after: ['Not sure which? Tell us what you have in mind, and we will suggest one.'],
  recommends: true,
});

export const eventThanks = writtenEmail({
  key: 'event-thanks',
  name: 'Event: thank you',
  subject: 'Thank you for coming',
  preview: 'It was good to have you there.',
  purpose: 'answer',
  nextStep: 'Reply with a question from the event',
  lead: [
    'thank you for coming. It was good to have you there.',
    'If a question came up on the way home, reply to this email. The people you met there will answer it.',
  ],
  after: ['We hope to see you again.'],
});

export const eventNextStep = writtenEmail({
  key: 'event-next-step',
  name: 'Event: what was shown',
  subject: 'What we showed, in one place',
  preview: 'To look at again in peace.',
  purpose: 'help',
  nextStep: 'Look at it again',
  lead: ['here is the store, so that you can look again in peace at what you saw at the event.'],
  button: 'Look at it again',
  after: ['Did you see something there that you do not find? Reply and describe it.'],
  recommends: true,
});
