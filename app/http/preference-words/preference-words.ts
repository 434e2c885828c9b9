import type { EmailTopic } from '#app/consent/email-topics.ts';
import type { ReaderFrequency } from '#app/consent/reader-preferences.ts';

/** The words of the page behind the unsubscribe link in one language. Names and addresses come in as they are, not as HTML. */
export type PreferenceWords = {
  title: (shop: string) => string;
  forAddress: (address: string) => string;
  /** That emails about orders are no part of the choice. */
  ordersStillArrive: string;
  unsubscribe: {
    heading: (shop: string) => string;
    /** What stands beside the button, stored as what the person read. */
    effect: string;
    button: string;
  };
  unsubscribed: { heading: string; text: (shop: string, address: string) => string };
  subscribe: { heading: string; consent: (shop: string) => string; button: string; done: string };
  /** Of an address that bounced or complained. */
  blocked: string;
  heading: string;
  topics: { legend: string; names: Record<EmailTopic, { label: string; hint: string }> };
  frequency: { legend: string; names: Record<ReaderFrequency, string> };
  pause: { legend: string; begin: string; goesOn: (date: string) => string };
  /** `emailHint` says that without it the person is unsubscribed. */
  channels: { legend: string; email: string; emailHint: string; banners: string };
  save: string;
  saved: string;
  yes: string;
  no: string;
  notOurLink: { title: string; text: string };
};
