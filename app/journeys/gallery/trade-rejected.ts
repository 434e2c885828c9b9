import { DAY } from '#app/lib/duration.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, untilStep } from './gallery-steps.ts';

/** Who applies again, or is approved after all, does not hear that it was a no. */
const OVER = ['application.submitted', 'application.approved'] as const;

/** What would make it a yes, and an invitation to apply again. It is marketing: only subscribers get it. */
export const tradeRejectedJourney: GalleryJourney = {
  journey: {
    key: 'trade-rejected',
    name: 'Trade application declined',
    purpose: 'Keeps in touch with applicants who were declined, until things have changed.',
    version: 1,
    trigger: { on: 'application', status: 'declined' },
    entry: { all: [] },
    exitReasons: ['person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'until-over-1',
    steps: [
      untilStep('until-over-1', [...OVER], 21 * DAY, { next: 'end', timeout: 'mail-1' }),
      newsStep('mail-1', 'trade-nurture', 'until-over-2'),
      untilStep('until-over-2', [...OVER], 120 * DAY, { next: 'end', timeout: 'mail-2' }),
      newsStep('mail-2', 'trade-apply-again', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Says what you look for in a partner, and later invites to apply again.',
    when: '21 days after an application was declined, and 120 days later.',
    forWhom: 'Declined applicants who subscribed. It ends when they apply again or are approved.',
    stage: 'wholesale_applicant',
    themes: ['answer', 'help'],
    aim: 'teach',
    nextStep: 'Apply again',
  },
};
