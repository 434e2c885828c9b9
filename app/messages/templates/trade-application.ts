import { writtenEmail } from './written-email.ts';

export const tradeNextSteps = writtenEmail({
  key: 'trade-next-steps',
  name: 'Trade application: what happens next',
  subject: 'What happens with your wholesale application',
  preview: 'How we review it, and what you can prepare.',
  purpose: 'answer',
  nextStep: 'Reply with anything that helps the review',
  greets: 'contact',
  lead: [
    'this is how we review your application. We look at where you sell, what you would like to order and how we can deliver it. If you have a price list of what you need, or a first order in mind, reply with it. It makes our answer more useful.',
  ],
  after: ['Is something urgent? Say so in your reply, and by when.'],
});

export const tradeMoreInformation = writtenEmail({
  key: 'trade-more-information',
  name: 'Trade application: more information',
  subject: 'A few questions about your wholesale application',
  preview: 'Three short answers let us decide.',
  purpose: 'help',
  nextStep: 'Reply with three answers',
  greets: 'contact',
  lead: [
    'we are still reviewing your application, and three short answers would help us decide.',
    '1. Where do you sell: in a shop, online, or both? A link or an address is enough.',
    '2. Which of our products are you interested in, and about how many pieces at first?',
    '3. What is the tax number of your business, if it has one?',
  ],
  after: ['Simply reply to this email. We will get back to you as soon as we have your answers.'],
});

export const tradeOnboarding = writtenEmail({
  key: 'trade-onboarding',
  name: 'Trade account: getting started',
  subject: 'Your first wholesale order, step by step',
  preview: 'Sign in, see your prices, order. And a person to ask.',
  purpose: 'help',
  nextStep: 'Sign in and place a first order',
  greets: 'contact',
  lead: [
    'your wholesale account is open. This is how a first order works.',
    'Sign in with this email address. You see your own prices everywhere in the store. Put together your order as usual; payment terms and delivery are shown before you confirm.',
  ],
  button: 'Sign in',
  after: [
    'Would you rather send a list? Reply with product names and quantities, and we will prepare the order for you.',
  ],
});

export const tradeStarterRange = writtenEmail({
  key: 'trade-starter-range',
  name: 'Trade account: a range to start with',
  subject: 'A range to start with',
  preview: 'What sells well for shops like yours.',
  purpose: 'proof',
  nextStep: 'Reply for a proposal',
  greets: 'contact',
  lead: [
    'choosing a first range is the hardest part. Most shops begin with a few of our best sellers in small quantities and order more of what sells.',
    'Reply with the space that you have and who your customers are, and we will put together a proposal.',
  ],
  after: ['You decide what you take. We only make it easier to begin.'],
});

export const tradeNurture = writtenEmail({
  key: 'trade-nurture',
  name: 'Trade application declined: what you can do',
  subject: 'What would make it a yes',
  preview: 'What we look for in a wholesale partner.',
  purpose: 'answer',
  nextStep: 'Reply when something has changed',
  greets: 'contact',
  lead: [
    'a few weeks ago we could not open a wholesale account for you. We would like to say what we look for, because things change.',
    'It helps to have a place where your customers can see our products, a business that is registered, and an idea of how many pieces you would sell in a season.',
  ],
  after: ['If that describes you by now, reply to this email. A person reads it.'],
});

export const tradeApplyAgain = writtenEmail({
  key: 'trade-apply-again',
  name: 'Trade application declined: apply again',
  subject: 'Has anything changed?',
  preview: 'You are welcome to apply again.',
  purpose: 'help',
  nextStep: 'Apply again',
  greets: 'contact',
  lead: [
    'some time has passed since your wholesale application. If your business has grown, you are welcome to apply again, with the same form as the first time.',
  ],
  after: [
    'Cannot find the form any more? Reply to this email. And until then our store is open to you as to everyone.',
  ],
});
