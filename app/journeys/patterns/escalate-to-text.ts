import type { Step } from '#app/journeys/steps/registry.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { ignoredEmailSteps } from './ignored-email.ts';
import type { StepPattern } from './step-pattern.ts';

/** As long as the email and the banner before it were there to be clicked. */
const IGNORED_DAYS = 9;

/** Who agreed to text messages and has reacted to neither email nor banner. */
const isToBeTexted: Predicate = {
  all: [
    { field: 'sms_consent', is: 'one_of', values: ['subscribed'] },
    { signal: 'mail_clicked', is: 'fewer_than', times: 1, days: IGNORED_DAYS },
    { signal: 'banner_clicked', is: 'fewer_than', times: 1, days: IGNORED_DAYS },
  ],
};

const TEXT_STEPS: Step[] = [
  { id: 'may-text', kind: 'branch', when: isToBeTexted, yes: 'text', no: '' },
  // The app has no sender of text messages: the merchant's provider is asked by a signed request.
  { id: 'text', kind: 'webhook', url: '', next: '' },
];

/** An email that is ignored is followed by a banner, and that by a text message to those who agreed to any. */
export const escalateToText: StepPattern = {
  label: 'Escalate if ignored: banner, then text message',
  does: 'No click within 2 days after the email was sent: a banner; still none after 7 more, and text messages agreed to: a webhook to your SMS provider',
  steps: [
    ...ignoredEmailSteps({ clicked: '', shown: 'may-text' }, { template: '' }),
    ...TEXT_STEPS,
  ],
};
