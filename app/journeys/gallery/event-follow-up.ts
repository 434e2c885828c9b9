import { DAY } from '#app/lib/duration.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep } from './gallery-steps.ts';

/** Another program of the store reports `event.attended` (docs/guide/events-api.md). */
export const eventFollowUpJourney: GalleryJourney = {
  journey: {
    key: 'event-follow-up',
    name: 'Event follow-up',
    purpose: 'Thanks people who came to an event and shows again what they saw there.',
    version: 1,
    trigger: { events: ['custom.happened'], subject: 'person', where: { name: 'event.attended' } },
    reentry: { per: 'person', again: 'after', days: 14, since: 'entry' },
    entry: { all: [] },
    exitReasons: ['ordered', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', DAY, 'mail-1'),
      newsStep('mail-1', 'event-thanks', 'wait-2'),
      pauseStep('wait-2', 3 * DAY, 'mail-2'),
      newsStep('mail-2', 'event-next-step', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Thanks people who came to an event, then shows again what they saw.',
    when: '1 and 4 days after your website or till reports “event.attended” through the Events API.',
    forWhom: 'Subscribers who came to an event. It ends with an order.',
    stage: 'subscriber',
    themes: ['answer', 'help'],
    aim: 'teach',
    nextStep: 'Look at it again',
  },
};
