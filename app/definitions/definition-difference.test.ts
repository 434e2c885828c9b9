import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceBetween, type DefinitionPart } from './definition-difference.ts';

function part(id: string, fields: Record<string, string>, whole = JSON.stringify(fields)) {
  const listed = Object.entries(fields).map(([name, value]) => ({ name, value }));
  return { id, name: `Part ${id}`, fields: listed, whole };
}

test('a part that is new, one that is gone and a field before and after are each named', () => {
  const before = [part('a', { Title: 'Wait 1 hour' }), part('b', { Title: 'Send “Thanks”' })];
  const after = [part('a', { Title: 'Wait 2 hours', Next: 'End' }), part('c', { Title: 'End' })];
  expect(differenceBetween(before, after)).toEqual([
    {
      id: 'a',
      name: 'Part a',
      change: 'changed',
      fields: [
        { name: 'Title', before: 'Wait 1 hour', after: 'Wait 2 hours' },
        { name: 'Next', before: null, after: 'End' },
      ],
    },
    {
      id: 'c',
      name: 'Part c',
      change: 'added',
      fields: [{ name: 'Title', before: null, after: 'End' }],
    },
    {
      id: 'b',
      name: 'Part b',
      change: 'removed',
      fields: [{ name: 'Title', before: 'Send “Thanks”', after: null }],
    },
  ]);
});

test('a change that no field shows is a change without fields', () => {
  expect(
    differenceBetween([part('a', { Title: 'x' }, '1')], [part('a', { Title: 'x' }, '2')]),
  ).toEqual([{ id: 'a', name: 'Part a', change: 'changed', fields: [] }]);
});

test('between two versions that say the same there is no difference', () => {
  const parts = fc.uniqueArray(
    fc.record({
      id: fc.string(),
      name: fc.string(),
      fields: fc.array(fc.record({ name: fc.string(), value: fc.string() })),
      whole: fc.string(),
    }),
    { selector: ({ id }: DefinitionPart) => id },
  );
  fc.assert(
    fc.property(parts, (same) => {
      expect(differenceBetween(same, structuredClone(same))).toEqual([]);
    }),
  );
});
