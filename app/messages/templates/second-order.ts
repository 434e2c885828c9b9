import { writtenEmail } from './written-email.ts';

/** After a first order: how to get the most from it, before anything is sold. */
export const secondOrderHelp = writtenEmail({
  key: 'second-order-help',
  name: 'Second order: get the most from it',
  subject: 'Getting on well with your first order?',
  preview: 'Small tips, and a person to ask.',
  purpose: 'help',
  nextStep: 'Ask if anything is unclear',
  lead: [
    'two weeks ago you ordered from us for the first time. We hope that all of it is as you imagined.',
    'If you are unsure how to use or care for it, reply to this email with what you have. We have usually seen the question before.',
  ],
  after: ['Thank you for trying us. It means a lot to a store like ours.'],
});

export const secondOrderProof = writtenEmail({
  key: 'second-order-proof',
  name: 'Second order: what others chose next',
  subject: 'What others chose next',
  preview: 'People who began as you did came back for these.',
  purpose: 'proof',
  nextStep: 'See what goes with the first order',
  lead: [
    'people who began with what you ordered often come back for the things below, because they go well together.',
  ],
  button: 'See what goes with it',
  after: ['Not sure whether it fits yours? Reply and ask.'],
  recommends: true,
});
