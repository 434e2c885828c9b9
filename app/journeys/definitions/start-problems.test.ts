import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { journeysStartedAtOnce, startProblems } from './start-problems.ts';

const end: Step = { id: 'end', kind: 'exit', reason: 'finished' };

function start(journey: string): Step {
  return { id: 'go', kind: 'start_journey', journey, next: 'end' };
}

function atOnce(journey: string) {
  return triedJourney([start(journey), end]);
}

function afterWait(journey: string) {
  return triedJourney([{ id: 'wait', kind: 'wait', ms: DAY, next: 'go' }, start(journey), end]);
}

function problemsOf(journey: ReturnType<typeof atOnce>, others: [string, string[]][]): string[] {
  const known = { journeyKey: 'tried', startsAtOnce: new Map(others) };
  return startProblems(journey, known).map(({ message }) => message);
}

const CIRCLE = 'The journeys would start each other in a circle. Add a wait or choose another.';

test('journeys that start each other at one moment are a problem, through others too', () => {
  expect(problemsOf(atOnce('b'), [['b', ['tried']]])).toEqual([CIRCLE]);
  expect(
    problemsOf(atOnce('b'), [
      ['b', ['c']],
      ['c', ['b', 'tried']],
    ]),
  ).toEqual([CIRCLE]);
  expect(problemsOf(atOnce('b'), [['b', ['c']]])).toEqual([]);
  expect(
    problemsOf(atOnce('b'), [
      ['b', ['c']],
      ['c', ['b']],
    ]),
  ).toEqual([]);
});

test('a wait before it makes it none, and a journey never starts itself', () => {
  expect(journeysStartedAtOnce(atOnce('b'))).toEqual(['b']);
  expect(journeysStartedAtOnce(afterWait('b'))).toEqual([]);
  expect(problemsOf(afterWait('b'), [['b', ['tried']]])).toEqual([]);
  expect(problemsOf(afterWait('tried'), [])).toEqual([
    'A journey cannot start itself. Choose another journey.',
  ]);
});
