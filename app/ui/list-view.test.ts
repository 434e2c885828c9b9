import { expect, test } from 'vitest';
import { readListView } from './list-view.ts';

function read(query: string) {
  return readListView(new URLSearchParams(query), ['received', 'topic']);
}

test('a list is sorted by its usual column, greatest first, until told otherwise', () => {
  expect(read('')).toEqual({ search: '', sort: 'received', direction: 'descending' });
  expect(read('sort=topic&direction=ascending&search= orders ')).toEqual({
    search: 'orders',
    sort: 'topic',
    direction: 'ascending',
  });
});

test('an address typed by hand cannot ask for what does not exist', () => {
  expect(read('sort=body&direction=sideways')).toMatchObject({
    sort: 'received',
    direction: 'descending',
  });
  expect(read(`search=${'a'.repeat(500)}`).search).toHaveLength(100);
});
