import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createBodyBudget } from './body-budget.ts';

test('the body that began longest ago makes room for the others', () => {
  const budget = createBodyBudget(10);
  const dropped: string[] = [];
  const begin = (name: string) => budget.begin(() => dropped.push(name));
  const [silent, slow, second, quick] = ['silent', 'slow', 'second', 'quick'].map(begin);
  slow?.grow(4);
  second?.grow(4);
  quick?.grow(2);
  expect(dropped).toEqual([]);
  quick?.grow(1);
  expect(dropped).toEqual(['slow']);
  quick?.end();
  silent?.grow(6);
  expect(dropped).toEqual(['slow']);
  silent?.grow(5);
  expect(dropped).toEqual(['slow', 'second', 'silent']);
});

test('unfinished bodies never hold more than the budget, whatever arrives in whatever order', () => {
  const arrivals = fc.array(
    fc.record({ body: fc.nat(9), bytes: fc.nat(40), isLast: fc.boolean() }),
    { maxLength: 100 },
  );
  fc.assert(
    fc.property(arrivals, (steps) => {
      const budget = createBodyBudget(100);
      const held = new Map<number, number>();
      const open = Array.from({ length: 10 }, (_, body) =>
        budget.begin(() => held.set(body, Number.NaN)),
      );
      for (const { body, bytes, isLast } of steps) {
        const incoming = open[body];
        const before = held.get(body) ?? 0;
        // One that was dropped or has ended is read no more.
        if (!incoming || Number.isNaN(before)) continue;
        held.set(body, before + bytes);
        incoming.grow(bytes);
        if (isLast) {
          incoming.end();
          held.set(body, Number.NaN);
        }
        const sum = [...held.values()].filter((size) => !Number.isNaN(size));
        expect(sum.reduce((all, size) => all + size, 0)).toBeLessThanOrEqual(100);
      }
    }),
  );
});
