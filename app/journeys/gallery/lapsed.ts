import { ignoredEmailSteps } from '#app/journeys/patterns/ignored-email.ts';
import { DAY } from '#app/lib/duration.ts';
import { isRetail } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep } from './gallery-steps.ts';

/** One email after half a year, and for who ignores it a banner on the next visit instead of another email. */
export const lapsedJourney: GalleryJourney = {
  journey: {
    key: 'lapsed',
    name: 'Lapsed customers',
    purpose:
      'Writes once to customers who have not ordered for half a year, and greets those who come back.',
    version: 1,
    trigger: { segment: 'lapsed', kind: 'entered' },
    reentry: { per: 'person', again: 'after', days: 365, since: 'entry' },
    entry: { all: [isRetail] },
    exitReasons: ['ordered', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'mail-1',
    steps: [
      newsStep('mail-1', 'lapsed-news', 'until-sent'),
      ...ignoredEmailSteps(
        { clicked: 'end', shown: 'end' },
        { template: 'lapsed-banner', forMs: 60 * DAY },
      ),
      endStep('end', 'not_recovered'),
    ],
  },
  card: {
    does: 'Writes once, and greets customers who ignored the email with a banner when they come back.',
    when: 'When a customer comes into “Lapsed”; the banner 2 days after the email was sent without a click, for 60 days.',
    forWhom:
      'Customers without an order for 180 days, no traders; the email goes to subscribers only.',
    stage: 'lapsed',
    themes: ['proof'],
    aim: 'sell',
    nextStep: 'Have another look',
  },
};
