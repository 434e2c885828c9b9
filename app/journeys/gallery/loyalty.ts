import { DAY } from '#app/lib/duration.ts';
import { isRetail } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, openOfferStep, pauseStep } from './gallery-steps.ts';

/** Thanks for the best customers; a reward where the merchant chose one, never the code of a newcomer. */
export const loyaltyJourney: GalleryJourney = {
  journey: {
    key: 'loyalty',
    name: 'Loyalty',
    purpose: 'Thanks the best customers and shows what they may like.',
    version: 1,
    trigger: { segment: 'loyal', kind: 'entered' },
    reentry: { per: 'person', again: 'after', days: 365, since: 'entry' },
    entry: { all: [isRetail] },
    exitReasons: ['person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', DAY, 'mail-1'),
      newsStep('mail-1', 'loyalty-thanks', 'wait-2'),
      pauseStep('wait-2', 30 * DAY, 'mail-2'),
      newsStep('mail-2', 'loyalty-first-look', 'wait-3'),
      pauseStep('wait-3', 30 * DAY, 'offer'),
      openOfferStep('offer', { next: 'mail-3', otherwise: 'end' }),
      newsStep('mail-3', 'loyalty-reward', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Thanks the best customers, shows what they may like, and gives a reward if you choose one.',
    when: 'A day after a customer comes into “Loyal”, 30 and 60 days later; once a year at most.',
    forWhom: 'Subscribers with four orders or more, no traders.',
    stage: 'vip',
    themes: ['proof', 'help'],
    aim: 'teach',
    nextStep: 'Look at what was chosen',
  },
};
