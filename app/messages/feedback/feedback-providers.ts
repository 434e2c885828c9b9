/** Where reports of bounces and complaints come from. */
export const FEEDBACK_PROVIDERS = [
  'ses',
  'postmark',
  'sendgrid',
  'mailgun',
  'resend',
  'mail',
] as const;

export type FeedbackProvider = (typeof FEEDBACK_PROVIDERS)[number];

type ProviderWords = {
  label: string;
  /** Whether the app makes the secret, which is shown once; else it is copied from the provider. */
  isOurs: boolean;
  /** What the secret is called there. */
  secret: string;
  /** Where the address goes, and where the secret is from. */
  help: string;
};

/** What the page says of each. */
export const PROVIDER_WORDS: { readonly [P in FeedbackProvider]: ProviderWords } = {
  ses: {
    label: 'Amazon SES',
    isOurs: false,
    secret: 'ARN of the SNS topic',
    help: 'Send bounces, complaints and deliveries to an SNS topic, and subscribe this address to it over HTTPS without raw message delivery. The subscription is confirmed automatically.',
  },
  postmark: {
    label: 'Postmark',
    isOurs: true,
    secret: 'Password',
    help: 'Add a webhook for bounces, spam complaints and deliveries with this address, and the user name “tendril” with the password under basic authentication.',
  },
  sendgrid: {
    label: 'SendGrid',
    isOurs: false,
    secret: 'Verification key',
    help: 'Add an event webhook with this address for bounced, dropped, delivered and spam reports, turn on the signed event webhook, and copy its verification key.',
  },
  mailgun: {
    label: 'Mailgun',
    isOurs: false,
    secret: 'HTTP webhook signing key',
    help: 'Add this address as webhook for permanent failure, delivered and spam complaints, and copy the HTTP webhook signing key.',
  },
  resend: {
    label: 'Resend',
    isOurs: false,
    secret: 'Signing secret',
    help: 'Add a webhook with this address for email.bounced, email.complained and email.delivered, and copy its signing secret.',
  },
  mail: {
    label: 'Bounce emails',
    isOurs: true,
    secret: 'Signing secret',
    help: 'For your own mail server: send each bounce email and feedback report to this address, signed. The guide has a script for Postfix.',
  },
};

/** The provider that a text names; null when it names none. */
export function feedbackProviderOf(name: string): FeedbackProvider | null {
  return FEEDBACK_PROVIDERS.find((one) => one === name) ?? null;
}
