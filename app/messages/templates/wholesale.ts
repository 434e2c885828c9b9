import { button, paragraphs } from '#app/messages/blocks/shared-markup.ts';
import type { Template } from './template.ts';

const HELLO = 'Hello {{ contactName }},';

/** Goes to an address that is not proved to be the applicant's, so it holds nothing that they typed. */
export const applicationVerify: Template = {
  key: 'application-verify',
  name: 'Confirm the address of an application',
  purpose: 'help',
  nextStep: 'Confirm the email address',
  subject: 'Confirm your email address for {{ shop.name }}',
  preview: 'One click, and a person reads your wholesale application.',
  body:
    paragraphs(
      'Hello,',
      'somebody asked {{ shop.name }} for a wholesale account and gave this email address.',
      'If that was you, confirm it. Then a person reads your application.',
    ) +
    button('Confirm my email address') +
    paragraphs(
      'If it was not you, there is nothing to do: without your confirmation nothing happens.',
    ),
  text: `Hello,

somebody asked {{ shop.name }} for a wholesale account and gave this email address.

If that was you, confirm it. Then a person reads your application: {{ action }}

If it was not you, there is nothing to do: without your confirmation nothing happens.`,
};

export const applicationReceived: Template = {
  key: 'application-received',
  name: 'Application received',
  purpose: 'answer',
  nextStep: 'Wait for the answer, or add something',
  subject: 'We have your wholesale application',
  preview: 'A person reads every application. Here is what happens next.',
  body: paragraphs(
    HELLO,
    'thank you for applying for a wholesale account for {{ company }}. A person reads every application and you will hear from us within two working days.',
    'Want to add something? Reply to this mail.',
  ),
  text: `${HELLO}

thank you for applying for a wholesale account for {{ company }}. A person reads every application and you will hear from us within two working days.

Want to add something? Reply to this mail.`,
};

export const applicationApproved: Template = {
  key: 'application-approved',
  name: 'Application approved',
  purpose: 'help',
  nextStep: 'Sign in and order',
  subject: 'Welcome to wholesale at {{ shop.name }}',
  preview: 'Your wholesale account is open.',
  body:
    paragraphs(
      HELLO,
      'your application is approved: the wholesale account of {{ company }} is open.',
      'Sign in with this email address to see your prices and to order.',
    ) +
    button('Sign in and order') +
    paragraphs('Reply to this mail whenever you need a hand with your first order.'),
  text: `${HELLO}

your application is approved: the wholesale account of {{ company }} is open.

Sign in with this email address to see your prices and to order: {{ action }}

Reply to this mail whenever you need a hand with your first order.`,
};

export const applicationDeclined: Template = {
  key: 'application-declined',
  name: 'Application declined',
  purpose: 'answer',
  nextStep: 'Apply again when things change',
  subject: 'About your wholesale application',
  preview: 'Our answer to your application.',
  body: paragraphs(
    HELLO,
    'thank you for your interest in selling our products. We cannot open a wholesale account for {{ company }} at the moment.',
    'If things change, you are welcome to apply again. Our shop stays open to you as before.',
  ),
  text: `${HELLO}

thank you for your interest in selling our products. We cannot open a wholesale account for {{ company }} at the moment.

If things change, you are welcome to apply again. Our shop stays open to you as before.`,
};
