import type { PreferenceWords } from './preference-words.ts';

export const englishPreferenceWords: PreferenceWords = {
  title: (shop) => `Emails from ${shop}`,
  forAddress: (address) => `These choices are for ${address}.`,
  ordersStillArrive: 'Mails about your orders still reach you.',
  unsubscribe: {
    heading: (shop) => `Unsubscribe from ${shop}`,
    effect: 'No more news and reminders.',
    button: 'Unsubscribe',
  },
  unsubscribed: {
    heading: 'You are unsubscribed',
    text: (shop, address) => `${shop} will send no more news and reminders to ${address}.`,
  },
  subscribe: {
    heading: 'Subscribe again',
    consent: (shop) =>
      `Send me news and reminders from ${shop} by email. I can unsubscribe at any time.`,
    button: 'Subscribe again',
    done: 'You are subscribed again.',
  },
  blocked: 'Emails to this address came back or were reported as spam, so none are sent there.',
  heading: 'Choose what you get',
  topics: {
    legend: 'Emails about',
    names: {
      carts: { label: 'Your cart', hint: 'Reminders of what you left in it' },
      reviews: { label: 'Reviews', hint: 'Questions about what you bought' },
      advice: {
        label: 'Product advice',
        hint: 'Help with products, and when they are back in stock',
      },
      news: { label: 'News and offers', hint: 'New products, events and discounts' },
    },
  },
  frequency: {
    legend: 'How often',
    names: { all: 'All emails', week: 'At most one a week', month: 'At most one a month' },
  },
  pause: {
    legend: 'Take a break',
    begin: 'Pause emails for 30 days',
    goesOn: (date) => `Pause emails until ${date}`,
  },
  channels: {
    legend: 'Where',
    email: 'By email',
    emailHint: 'Without it you are unsubscribed',
    banners: 'Messages in the online store',
  },
  save: 'Save choices',
  saved: 'Your choices are saved.',
  yes: 'yes',
  no: 'no',
  notOurLink: {
    title: 'This link does not work',
    text: 'It may have been cut off. Open it again from the mail, or reply to the mail and ask to be unsubscribed.',
  },
};
