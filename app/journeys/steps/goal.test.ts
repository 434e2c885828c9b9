import { expect, test } from 'vitest';
import { cartEvent, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { goalHandler, type GoalStep } from './goal.ts';
import type { Step } from './registry.ts';

const goal: GoalStep = { id: 'goal', kind: 'goal', name: 'Came back', then: 'go_on', next: 'end' };
const end: Step = { id: 'end', kind: 'exit', reason: 'finished' };

test.each([
  ['go_on' as const, 'finished'],
  ['end' as const, 'goal_reached'],
])('a run that reaches a goal notes it and may %s', (then, endReason) => {
  const story = storyOf(triedJourney([{ ...goal, then }, end])).receive(cartEvent(STORY_START));
  expect(story.run('tried')).toMatchObject({ state: 'completed', endReason });
  expect(story.decisions).toMatchObject([
    { outcome: 'goal_reached', reason: 'goal', rule: 'tried@1', facts: { goal: 'Came back' } },
    { outcome: 'ended', reason: endReason },
  ]);
});

test('a goal that ends the journey leads nowhere, and one without a name is a problem', () => {
  expect(goalHandler.edges({ ...goal, then: 'end' })).toEqual([]);
  expect(goalHandler.problems?.({ ...goal, name: ' ' })).toEqual(['Name the goal.']);
  expect(goalHandler.problems?.(goal)).toEqual([]);
});
