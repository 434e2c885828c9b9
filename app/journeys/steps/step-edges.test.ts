import { expect, test } from 'vitest';
import type { Step } from './registry.ts';
import { withStepEdge } from './step-edges.ts';

const branch: Step = { id: 'a', kind: 'branch', when: { all: [] }, yes: 'b', no: 'c' };

test('an edge is led to another step by its key, and to none', () => {
  expect(withStepEdge(branch, 'no', 'd')).toEqual({ ...branch, no: 'd' });
  expect(withStepEdge(branch, 'yes', '')).toEqual({ ...branch, yes: '' });
});

test('an edge that a step does not have is refused', () => {
  expect(() => withStepEdge(branch, 'next', 'd')).toThrow('has no edge next');
});
