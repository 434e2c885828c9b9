import { DAY, HOUR } from '#app/lib/duration.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, serviceStep, taskStep, untilStep } from './gallery-steps.ts';

const DECIDED = ['application.approved', 'application.declined'] as const;

/** Says what happens next, and has staff look at an application that waits too long. The receipt itself the app confirms. */
export const tradeReceivedJourney: GalleryJourney = {
  journey: {
    key: 'trade-received',
    name: 'Trade application received',
    purpose: 'Explains to applicants how their application is reviewed, and reminds staff of it.',
    version: 1,
    trigger: { on: 'application', status: 'received' },
    entry: { all: [] },
    exitReasons: ['person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'until-decided-1',
    steps: [
      untilStep('until-decided-1', [...DECIDED], HOUR, { next: 'end', timeout: 'mail-1' }),
      serviceStep('mail-1', 'trade-next-steps', 'until-decided-2'),
      untilStep('until-decided-2', [...DECIDED], 2 * DAY, { next: 'end', timeout: 'task' }),
      taskStep(
        'task',
        {
          title: 'Decide on the wholesale application of {{name}}',
          note: 'It was received two days ago. The applicant was promised an answer within two working days.',
        },
        'end',
      ),
      endStep(),
    ],
  },
  card: {
    does: 'Explains to applicants what happens next, and gives staff a task when no one has decided.',
    when: 'An hour after a wholesale application that is not decided yet; the task after two days.',
    forWhom: 'Everyone who applies for a wholesale account.',
    stage: 'wholesale_applicant',
    themes: ['answer'],
    aim: 'teach',
    nextStep: 'Reply with anything that helps the review',
  },
};
