import fc from 'fast-check';
import { parse, v5 } from 'uuid';
import { expect, test } from 'vitest';
import { idOf } from './ids.ts';

const NAMESPACE = parse('5f2d8f0e-6c0b-5b1e-9d43-0b8a51c7e7a4');

test('an id is the UUID version 5 of its parts, whatever they are and however long', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 4 }),
      (parts) => {
        const name = new TextEncoder().encode(parts.join('\u0000'));
        expect(idOf(...parts)).toBe(v5(name, NAMESPACE));
      },
    ),
  );
});

test('every length around the end of a block gives the id that it should', () => {
  for (let length = 0; length < 200; length += 1) {
    const name = 'x'.repeat(length);
    expect(idOf(name)).toBe(v5(name, NAMESPACE));
  }
  const long = 'é'.repeat(5_000);
  expect(idOf(long)).toBe(v5(long, NAMESPACE));
});
