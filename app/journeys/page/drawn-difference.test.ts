import { expect, test } from 'vitest';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { addStep, changeStep } from '#app/journeys/editor/edit-steps.ts';
import { deleteSteps } from '#app/journeys/editor/delete-steps.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { withPlaces } from '#app/journeys/editor/step-layout.ts';
import { drawDifference } from './drawn-difference.ts';

function drawn() {
  const ended = addStep(blankJourney('Drawn'), 'exit', 'end', START_EDGE);
  return addStep(addStep(ended, 'email', 'mail', START_EDGE), 'wait', 'wait', START_EDGE);
}

function changesOf(before: ReturnType<typeof drawn>, after: ReturnType<typeof drawn>) {
  const { steps, edges } = drawDifference(before, after, new Map());
  return {
    steps: steps.map(({ id, change }) => `${id} ${change}`),
    edges: edges.map(({ from, to, change }) => `${from} ${to} ${change}`),
  };
}

test('a drawing holds the later version and what it has no more, each with what became of it', () => {
  const changed = changeStep(drawn(), { id: 'wait', kind: 'wait', ms: 5, next: 'mail' });
  const added = addStep(changed, 'banner', 'banner', { from: 'wait', key: 'next' });
  const after = deleteSteps(added, new Set(['mail']));
  expect(changesOf(drawn(), after)).toEqual({
    steps: ['wait changed', 'banner added', 'end same', 'mail removed'],
    edges: ['wait banner added', 'banner end added', 'wait mail removed', 'mail end removed'],
  });
});

test('where steps stand on the canvas is no difference', () => {
  const moved = withPlaces(drawn(), { wait: { x: 5, y: 5 } });
  expect(changesOf(drawn(), moved).steps).toEqual(['wait same', 'mail same', 'end same']);
});
