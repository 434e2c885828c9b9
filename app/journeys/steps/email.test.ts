import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { cartEvent, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { EmailStep } from './email.ts';
import type { Step } from './registry.ts';

const MAIL: EmailStep = {
  id: 'mail',
  kind: 'email',
  template: 'basket-reminder-1',
  class: 'marketing',
  next: 'wait',
};
const REST: Step[] = [
  { id: 'wait', kind: 'wait', ms: 20 * HOUR, next: 'end' },
  { id: 'end', kind: 'exit', reason: 'finished' },
];

/** What the effect of the email says of its importance, after a cart was filled. */
function rankOf(mail: EmailStep, changed: Parameters<typeof triedJourney>[1] = {}) {
  const story = storyOf(triedJourney([mail, ...REST], changed)).receive(cartEvent(STORY_START));
  const [effect] = story.effects;
  if (effect?.kind !== 'email') throw new Error('No email was planned.');
  const { priority, relevantUntil } = effect.payload;
  return { priority, relevantUntil };
}

test('a reminder of a cart comes before others, and is relevant until the next step of its journey', () => {
  expect(rankOf(MAIL)).toEqual({ priority: 4, relevantUntil: STORY_START + 20 * HOUR });
  expect(rankOf({ ...MAIL, next: 'end' })).toEqual({
    priority: 4,
    relevantUntil: STORY_START + 3 * DAY,
  });
});

test('a journey and a step may say otherwise', () => {
  expect(rankOf({ ...MAIL, relevantForMs: 5 * HOUR }, { priority: 1 })).toEqual({
    priority: 1,
    relevantUntil: STORY_START + 5 * HOUR,
  });
});

test('what the person waits for needs neither', () => {
  expect(rankOf({ ...MAIL, class: 'transactional' })).toEqual({
    priority: undefined,
    relevantUntil: undefined,
  });
});
