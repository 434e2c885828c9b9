import { expect, test } from 'vitest';
import type { Grade } from '#app/scoring/grade.ts';
import { scoreTrigger, type ScoreTrigger } from './score.ts';

type Case = [ScoreTrigger['direction'], ScoreTrigger['level'], Grade | null, Grade, boolean];

test.each<Case>([
  ['up', 'hot', 'B2', 'B1', true],
  ['up', 'hot', 'B1', 'B1', false],
  ['up', 'warm', 'B4', 'B1', true],
  ['up', 'warm', 'B2', 'B1', false],
  ['up', 'hot', 'B4', 'B2', false],
  ['down', 'cool', 'A1', 'A3', true],
  ['down', 'cool', 'A2', 'A4', true],
  ['down', 'cool', 'A3', 'A4', false],
  ['down', 'cold', 'A4', 'A1', false],
  ['up', 'A', 'B1', 'A1', true],
  ['up', 'B', 'D4', 'A4', true],
  ['up', 'B', 'C1', 'C1', false],
  ['down', 'C', 'A1', 'C1', true],
  ['down', 'C', 'D1', 'C1', false],
  ['up', 'warm', null, 'C1', true],
  ['down', 'cold', null, 'C4', false],
])('%s to %s: from %s to %s crosses it: %s', (direction, level, before, after, crosses) => {
  const trigger = { on: 'score', direction, level } as const;
  const change = { kind: 'graded', before, after, at: 5 } as const;
  const start = scoreTrigger.onChange?.(trigger, change, 'ada') ?? null;
  expect(start !== null).toBe(crosses);
});

test('a level that no score can rise or fall to is a problem', () => {
  const problems = (direction: 'up' | 'down', level: ScoreTrigger['level']) =>
    scoreTrigger.problems?.({ on: 'score', direction, level });
  expect(problems('up', 'cold')).toEqual(['No score can rise to “cold”. Choose another level.']);
  expect(problems('down', 'A')).toEqual(['No score can fall to “A”. Choose another level.']);
  expect(problems('up', 'hot')).toEqual([]);
});
