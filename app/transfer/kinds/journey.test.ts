import { expect, test } from 'vitest';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { blankStep, STEP_KINDS, type Step } from '#app/journeys/steps/registry.ts';
import { journeyTransfer } from './journey.ts';

/** A step of a kind whose texts all name one thing, as far as they name anything. */
function naming(kind: (typeof STEP_KINDS)[number]): Step {
  const fields = Object.entries(blankStep(kind, 'one', 'one')).map(
    ([field, value]: [string, unknown]) =>
      typeof value === 'string' && field !== 'id' && field !== 'kind'
        ? [field, 'thing']
        : [field, value],
  );
  return Object.fromEntries(fields) as Step;
}

test('what steps of any kind use goes with them under another key', () => {
  const renamed = STEP_KINDS.flatMap((kind) => {
    const journey = { ...blankJourney('Tried'), steps: [naming(kind)] };
    const [used] = journeyTransfer.references(journey);
    if (!used) return [];
    const after = journeyTransfer.withReferences(journey, ({ key }) => `${key}-2`);
    expect(journeyTransfer.references(after), kind).toEqual([{ ...used, key: 'thing-2' }]);
    return [kind];
  });
  expect(renamed).toEqual(['email', 'banner', 'start_journey', 'offer']);
});

test('segments of the trigger, of conditions and of exits go with them too', () => {
  const journey = {
    ...blankJourney('Tried'),
    trigger: { segment: 'a', kind: 'entered' as const },
    entry: { not: { any: [{ segment: 'b', is: 'in' as const }] } },
    exitConditions: [{ segment: 'c', kind: 'left' as const }],
  };
  const after = journeyTransfer.withReferences(journey, ({ kind, key }) => `${kind}_${key}`);
  expect(journeyTransfer.references(after).map(({ key }) => key)).toEqual([
    'segment_b',
    'segment_a',
    'segment_c',
  ]);
});
