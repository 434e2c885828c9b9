import { afterAll, expect, test } from 'vitest';
import { plantedApp } from './planted-app.ts';

const { plant, printed, close } = await plantedApp();
afterAll(close);

test('a pattern of steps is its file and a line: the menu offers it, and its steps are put onto an edge', async () => {
  await plant(
    'app/journeys/patterns/two-waits.ts',
    `import type { StepPattern } from './step-pattern.ts';
     export const twoWaits: StepPattern = {
       label: 'Two waits', does: 'Waits twice',
       steps: [
         { id: 'one', kind: 'wait', ms: 5, next: 'two' },
         { id: 'two', kind: 'wait', ms: 6, next: '' },
       ],
     };`,
    'app/journeys/patterns/registry.ts',
    [
      [
        "import type { StepPattern } from './step-pattern.ts';",
        "import type { StepPattern } from './step-pattern.ts';\nimport { twoWaits } from './two-waits.ts';",
      ],
      [
        '  escalate_to_text: escalateToText,',
        '  escalate_to_text: escalateToText,\n  two_waits: twoWaits,',
      ],
    ],
  );
  const seen = await printed(`
    import { pasteSteps } from '#app/journeys/editor/copy-steps.ts';
    import { STEP_PATTERN_NAMES, stepPatterns } from '#app/journeys/patterns/registry.ts';
    const content = { first: 'end', steps: [{ id: 'end', kind: 'exit', reason: 'finished' }] };
    let count = 0;
    const { steps } = stepPatterns.two_waits;
    const added = pasteSteps(content, steps, () => 'new-' + (count += 1), { from: null, key: 'first' });
    console.log(JSON.stringify({
      isOffered: STEP_PATTERN_NAMES.includes('two_waits'), ids: added.ids, first: added.content.first,
      edges: added.content.steps.map(({ id, next }) => [id, next ?? null]),
    }));`);
  expect(seen).toEqual({
    isOffered: true,
    ids: ['new-1', 'new-2'],
    first: 'new-1',
    edges: [
      ['new-1', 'new-2'],
      ['new-2', 'end'],
      ['end', null],
    ],
  });
});
