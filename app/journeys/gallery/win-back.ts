import { DAY } from '#app/lib/duration.ts';
import { isRetail } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, openOfferStep, pauseStep } from './gallery-steps.ts';

/** Something new, an honest question, and last an offer where the merchant chose one. */
export const winBackJourney: GalleryJourney = {
  journey: {
    key: 'win-back',
    name: 'Win-back',
    purpose: 'Brings back customers who have not ordered for a season.',
    version: 1,
    trigger: { segment: 'at_risk', kind: 'entered' },
    reentry: { per: 'person', again: 'after', days: 180, since: 'entry' },
    entry: { all: [isRetail] },
    exitReasons: ['ordered', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'mail-1',
    steps: [
      newsStep('mail-1', 'win-back-1', 'wait-1'),
      pauseStep('wait-1', 10 * DAY, 'mail-2'),
      newsStep('mail-2', 'win-back-2', 'wait-2'),
      pauseStep('wait-2', 10 * DAY, 'offer'),
      openOfferStep('offer', { next: 'mail-3-offer', otherwise: 'mail-3' }),
      newsStep('mail-3', 'win-back-last', 'end'),
      newsStep('mail-3-offer', 'win-back-offer', 'end'),
      endStep('end', 'not_recovered'),
    ],
  },
  card: {
    does: 'Writes to customers who stay away: what is new, whether something was not right, a last email.',
    when: 'When a customer comes into “At risk”, 10 and 20 days later.',
    forWhom: 'Subscribers who ordered before, no traders. It ends with an order.',
    stage: 'at_risk',
    themes: ['help', 'answer', 'proof'],
    aim: 'sell',
    nextStep: 'See what is new',
  },
};
