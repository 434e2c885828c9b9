import { DAY } from '#app/lib/duration.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, serviceStep, taskStep, untilStep } from './gallery-steps.ts';

const DECIDED = ['application.approved', 'application.declined'] as const;

/** Asks three questions while an application is not decided on. */
export const tradeMoreInformationJourney: GalleryJourney = {
  journey: {
    key: 'trade-more-information',
    name: 'Trade application: more information',
    purpose: 'Asks applicants for what is missing when their application could not be decided.',
    version: 1,
    trigger: { on: 'application', status: 'received' },
    entry: { all: [] },
    exitReasons: ['person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'until-decided',
    steps: [
      untilStep('until-decided', [...DECIDED], 3 * DAY, { next: 'end', timeout: 'mail' }),
      serviceStep('mail', 'trade-more-information', 'until-answered'),
      untilStep('until-answered', [...DECIDED], 7 * DAY, { next: 'end', timeout: 'task' }),
      taskStep(
        'task',
        {
          title: 'Call {{name}} about the wholesale application',
          note: 'We asked for more information a week ago, and the application is still open.',
        },
        'end',
      ),
      endStep(),
    ],
  },
  card: {
    does: 'Asks applicants three short questions when their application is still open.',
    when: '3 days after an application without a decision; a task to call 7 days later.',
    forWhom: 'Applicants whose application is not decided yet.',
    stage: 'wholesale_applicant',
    themes: ['help'],
    aim: 'teach',
    nextStep: 'Reply with three answers',
  },
};
