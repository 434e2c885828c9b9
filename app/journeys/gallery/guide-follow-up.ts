import { DAY } from '#app/lib/duration.ts';
import { isRetail } from './gallery-conditions.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { endStep, newsStep, pauseStep } from './gallery-steps.ts';

/** Another program of the store reports `guide.downloaded` (docs/guide/events-api.md). */
export const guideFollowUpJourney: GalleryJourney = {
  journey: {
    key: 'guide-follow-up',
    name: 'Guide follow-up',
    purpose: 'Answers what a guide left open and shows where to begin.',
    version: 1,
    trigger: {
      events: ['custom.happened'],
      subject: 'person',
      where: { name: 'guide.downloaded' },
    },
    reentry: { per: 'person', again: 'after', days: 30, since: 'entry' },
    entry: { all: [isRetail] },
    exitReasons: ['ordered', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: 'wait-1',
    steps: [
      pauseStep('wait-1', DAY, 'mail-1'),
      newsStep('mail-1', 'guide-help', 'wait-2'),
      pauseStep('wait-2', 4 * DAY, 'mail-2'),
      newsStep('mail-2', 'guide-proof', 'end'),
      endStep(),
    ],
  },
  card: {
    does: 'Answers what a guide left open, then shows where to begin.',
    when: '1 and 5 days after your website reports “guide.downloaded” through the Events API.',
    forWhom: 'Subscribers who downloaded a guide. It ends with an order.',
    stage: 'subscriber',
    themes: ['help', 'proof'],
    aim: 'teach',
    nextStep: 'See what to start with',
  },
};
