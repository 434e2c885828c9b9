import { DAY } from '#app/lib/duration.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep, serviceStep, taskStep, untilStep } from './gallery-steps.ts';

/** From an open account to a first order: how it works, what to start with, a call. An order ends it. */
export const tradeApprovedJourney: GalleryJourney = {
  journey: {
    key: 'trade-approved',
    name: 'Trade account onboarding',
    purpose: 'Leads new wholesale accounts to their first order.',
    version: 1,
    trigger: { on: 'application', status: 'approved' },
    entry: { all: [] },
    exitReasons: ['ordered', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', DAY, 'mail-1'),
      serviceStep('mail-1', 'trade-onboarding', 'until-ordered'),
      untilStep('until-ordered', ['order.placed'], 7 * DAY, { next: 'end', timeout: 'mail-2' }),
      newsStep('mail-2', 'trade-starter-range', 'wait-2'),
      pauseStep('wait-2', 7 * DAY, 'task'),
      taskStep(
        'task',
        {
          title: 'Call {{name}} about a first order',
          note: 'The wholesale account has been open for two weeks without an order.',
        },
        'end',
      ),
      endStep(),
    ],
  },
  card: {
    does: 'Leads new accounts to a first order: how it works, a range to start with, a call.',
    when: '1 and 8 days after the approval; a task to call after 15 days.',
    forWhom:
      'Applicants who were approved; the range only for subscribers. It ends with their first order.',
    stage: 'wholesale_buyer',
    themes: ['help', 'proof'],
    aim: 'teach',
    nextStep: 'Sign in and place a first order',
  },
};
