import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareEntry } from './compare-entry.ts';

test('what changed comes first, and nested fields are named by their path', () => {
  const before = { name: 'Fern', sender: { name: 'A', address: 'a@b.example' }, tags: ['x'] };
  const after = { name: 'Fern', sender: { name: 'B', address: 'a@b.example' }, note: null };
  expect(compareEntry(before, after)).toEqual([
    { field: 'sender.name', before: 'A', after: 'B', isChanged: true },
    { field: 'tags', before: '["x"]', after: null, isChanged: true },
    { field: 'name', before: 'Fern', after: 'Fern', isChanged: false },
    { field: 'sender.address', before: 'a@b.example', after: 'a@b.example', isChanged: false },
  ]);
});

test('an entry without a before or an after shows the other side, and one with neither nothing', () => {
  expect(compareEntry(null, { role: 'viewer' })).toEqual([
    { field: 'role', before: null, after: 'viewer', isChanged: true },
  ]);
  expect(compareEntry(null, null)).toEqual([]);
  expect(compareEntry('x', ['y'])).toEqual([
    { field: 'value', before: 'x', after: '["y"]', isChanged: true },
  ]);
});

test('a value compared with itself has no change, and long texts are truncated', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(compareEntry(value, value).filter(({ isChanged }) => isChanged)).toEqual([]);
    }),
  );
  const [truncated] = compareEntry(null, { text: 'x'.repeat(9_000) });
  expect(truncated?.after).toHaveLength(501);
});
