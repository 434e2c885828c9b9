import { expect, test } from 'vitest';
import { QUEUE_SORTS, readQueueView, VIEW_TABS } from './queue-view.ts';

function viewOf(query: string) {
  return readQueueView(new URLSearchParams(query));
}

test('an address without a view shows what waits, the oldest first', () => {
  expect(viewOf('')).toEqual({
    state: 'submitted',
    search: '',
    sort: 'age',
    direction: 'descending',
    page: 1,
  });
});

test('every tab and every heading can be asked for', () => {
  for (const state of VIEW_TABS) expect(viewOf(`state=${state}`).state).toBe(state);
  for (const sort of QUEUE_SORTS) expect(viewOf(`sort=${sort}`).sort).toBe(sort);
});

test.each(['state=lost', 'sort=fit', 'direction=up', 'page=none', 'search=%00'])(
  'what is not understood falls back instead of failing: %s',
  (query) => {
    expect(viewOf(query)).toEqual(viewOf(''));
  },
);

test('a search that is too long is cut off instead of finding all applications', () => {
  expect(viewOf(`search=${'k'.repeat(300)}`).search).toBe('k'.repeat(100));
});
