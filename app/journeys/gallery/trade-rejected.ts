import { DAY } from '#app/lib/duration.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep, untilStep } from './gallery-steps.ts';

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
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', 21 * DAY, 'mail-1'),
      newsStep('mail-1', 'trade-nurture', 'until-applied'),
      untilStep('until-applied', ['application.submitted'], 120 * DAY, {
        next: 'end',
        timeout: 'mail-2',
      }),
      newsStep('mail-2', 'trade-apply-again', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Says what you look for in a partner, and later invites to apply again.',
    when: '21 days after an application was declined, and 120 days later.',
    forWhom: 'Declined applicants who subscribed. It ends when they apply again.',
    stage: 'wholesale_applicant',
    themes: ['answer', 'help'],
    aim: 'teach',
    nextStep: 'Apply again',
  },
};
