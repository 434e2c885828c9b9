import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  editDraft,
  isGroup,
  redone,
  undone,
  withEdit,
  type Draft,
  type DraftNode,
  type Edit,
} from './edit-draft.ts';

function condition(topic: string) {
  return { topic, operator: 'at_least', inputs: { value: '1' } };
}

const empty: Draft = { root: { id: 0, match: 'all', items: [] }, nextId: 1 };

/** A draft in short: `all(orders, any(spent))`. */
function short(node: DraftNode): string {
  return isGroup(node) ? `${node.match}(${node.items.map(short).join(', ')})` : node.topic;
}

function after(...edits: Edit[]): Draft {
  return edits.reduce(editDraft, empty);
}

const three: Edit[] = [
  { edit: 'add_condition', to: 0, condition: condition('orders') },
  { edit: 'add_group', to: 0, condition: condition('spent') },
  { edit: 'add_condition', to: 2, condition: condition('country') },
];

test.each<[string, Edit[], string]>([
  ['conditions are added to the group named', [], 'all(orders, any(spent, country))'],
  [
    'a group changes how its items are combined',
    [{ edit: 'match', id: 2, match: 'none' }],
    'all(orders, none(spent, country))',
  ],
  [
    'a condition moves down among its neighbours',
    [{ edit: 'move', id: 3, by: 1 }],
    'all(orders, any(country, spent))',
  ],
  [
    'nothing moves beyond the end',
    [{ edit: 'move', id: 2, by: 1 }],
    'all(orders, any(spent, country))',
  ],
  ['a group is removed with all it holds', [{ edit: 'remove', id: 2 }], 'all(orders)'],
  [
    'a group is copied with all it holds',
    [{ edit: 'copy', id: 2 }],
    'all(orders, any(spent, country), any(spent, country))',
  ],
  [
    'a condition is changed where it stands',
    [{ edit: 'change', id: 3, condition: condition('fit') }],
    'all(orders, any(fit, country))',
  ],
  ['the outermost group stays', [{ edit: 'remove', id: 0 }], 'all(orders, any(spent, country))'],
])('%s', (_promise, edits, expected) => {
  expect(short(after(...three, ...edits).root)).toBe(expected);
});

test('an edit of what is not there gives the same draft, so that nothing is there to undo', () => {
  const draft = after(...three);
  const gone: Edit[] = [
    { edit: 'remove', id: 99 },
    { edit: 'copy', id: 99 },
    { edit: 'move', id: 99, by: 1 },
    { edit: 'match', id: 0, match: 'all' },
  ];
  for (const edit of gone) expect(editDraft(draft, edit)).toBe(draft);
});

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    edit: fc.constantFrom('add_condition' as const, 'add_group' as const),
    to: fc.nat(12),
    condition: fc.constant(condition('orders')),
  }),
  fc.record({ edit: fc.constantFrom('copy' as const, 'remove' as const), id: fc.nat(12) }),
  fc.record({
    edit: fc.constant('move' as const),
    id: fc.nat(12),
    by: fc.integer({ min: -2, max: 2 }),
  }),
);

function ids(node: DraftNode): number[] {
  return [node.id, ...(isGroup(node) ? node.items.flatMap(ids) : [])];
}

test('whatever is edited, ids stay unique, and undoing it all and redoing it all leads back', () => {
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 12 }), (steps) => {
      let history = { past: [], draft: empty, future: [] } as Parameters<typeof withEdit>[0];
      for (const step of steps) history = withEdit(history, step);
      const { draft } = history;
      expect(new Set(ids(draft.root)).size).toBe(ids(draft.root).length);
      expect(Math.max(...ids(draft.root))).toBeLessThan(draft.nextId);
      for (let step = 0; step < steps.length; step += 1) history = undone(history);
      expect(history.draft).toBe(empty);
      for (let step = 0; step < steps.length; step += 1) history = redone(history);
      expect(history.draft).toBe(draft);
    }),
  );
});
