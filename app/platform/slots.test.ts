import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

test('one key takes its own places only, all keys together no more than there are', () => {
  const slots = createSlots({ inAll: 4, perKey: 2 });
  const first = slots.take('a');
  expect([first, slots.take('a'), slots.take('b')]).not.toContain(null);
  expect(slots.take('a')).toBeNull();
  expect(slots.take('c')).toBeTypeOf('function');
  expect(slots.take('d')).toBeNull();
  first?.();
  expect(slots.take('d')).toBeTypeOf('function');
  expect(slots.take('a')).toBeNull();
});
