import { expect, test } from 'vitest';
import type { Predicate } from '#app/segments/predicate.ts';
import { cartEvent, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { DAY } from '#app/lib/duration.ts';
import { multiBranchHandler, type BranchPath } from './multi-branch.ts';
import type { Step } from './registry.ts';

function orders(value: number): Predicate {
  return { field: 'orders', is: 'at_least', value };
}
function path(label: string, when: Predicate, next: string): BranchPath {
  return { label, when, next };
}
const ends: Step[] = ['many', 'some', 'none'].map((id) => ({ id, kind: 'exit', reason: id }));

function storyWith(paths: BranchPath[]) {
  const ask: Step = { id: 'ask', kind: 'multi_branch', paths, otherwise: 'none' };
  return storyOf(triedJourney([ask, ...ends]));
}

const buyers = [path('Loyal', orders(3), 'many'), path('', orders(1), 'some')];

test('a run takes the first path whose condition is met, and keeps what was read of each that was asked', () => {
  const story = storyWith(buyers);
  for (const event of orderEvents(STORY_START - DAY, 'other')) story.receive(event);
  story.receive(cartEvent(STORY_START));
  expect(story.run('tried')).toMatchObject({ state: 'completed', endReason: 'some' });
  expect(story.decisions).toMatchObject([
    {
      outcome: 'path_2',
      reason: 'ask',
      rule: 'tried@1',
      facts: { orders: 1, path: 'Path 2', why: 'orders at least 1' },
    },
    { outcome: 'ended', reason: 'some' },
  ]);
});

test('of two paths whose conditions are met it is the first', () => {
  const story = storyWith(buyers.toReversed());
  for (const event of orderEvents(STORY_START - DAY, 'other')) story.receive(event);
  story.receive(cartEvent(STORY_START));
  expect(story.run('tried').endReason).toBe('some');
  expect(story.decisions).toMatchObject([{ outcome: 'path_1' }, { outcome: 'ended' }]);
});

test('a run goes on otherwise when no condition is met', () => {
  const story = storyWith(buyers).receive(cartEvent(STORY_START));
  expect(story.run('tried').endReason).toBe('none');
  expect(story.decisions).toMatchObject([
    { outcome: 'otherwise', facts: { orders: 0, path: 'Otherwise' } },
    { outcome: 'ended', reason: 'none' },
  ]);
});

test('paths without a condition or with one name are problems', () => {
  const step = multiBranchHandler.blank('ask', 'none');
  expect(multiBranchHandler.problems?.(step)).toEqual([
    'Choose the condition of “Path 1”.',
    'Choose the condition of “Path 2”.',
  ]);
  const twice = { ...step, paths: buyers.map((one) => ({ ...one, label: 'Buyers' })) };
  expect(multiBranchHandler.problems?.(twice)).toEqual([
    'Two paths have the same name. Give one of them another.',
  ]);
  expect(multiBranchHandler.problems?.({ ...step, paths: [] })).toEqual(['Add a path.']);
  const tooMany = { ...step, paths: Array.from({ length: 21 }, () => path('', orders(1), 'none')) };
  expect(multiBranchHandler.schema.safeParse(tooMany).success).toBe(false);
});
