import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAST_PAGE, readListView, searchText } from './list-view.ts';

function read(query: string, options = {}) {
  return readListView(new URLSearchParams(query), ['received', 'topic'], options);
}

test('a list is sorted by its usual column, greatest first, until another is asked for', () => {
  expect(read('')).toEqual({ search: '', sort: 'received', direction: 'descending', page: 1 });
  expect(read('sort=topic&direction=ascending&search= orders &page=3')).toEqual({
    search: 'orders',
    sort: 'topic',
    direction: 'ascending',
    page: 3,
  });
  expect(read('', { direction: 'ascending' }).direction).toBe('ascending');
});

test.each([
  ['sort=body', { sort: 'received' }],
  ['sort=__proto__', { sort: 'received' }],
  ['direction=sideways', { direction: 'descending' }],
  ['page=0', { page: 1 }],
  ['page=-4', { page: 1 }],
  ['page=2.5', { page: 1 }],
  ['page=two', { page: 1 }],
  ['page=1e99', { page: LAST_PAGE }],
  ['page=99999', { page: LAST_PAGE }],
  ['search=%00', { search: '' }],
  ['search=o%00rders', { search: 'orders' }],
  [`search=${'a'.repeat(500)}`, { search: 'a'.repeat(100) }],
  [`search=${'💥'.repeat(500)}`, { search: '💥'.repeat(100) }],
])('an address typed by hand cannot ask for what does not exist: %s', (query, expected) => {
  expect(read(query)).toMatchObject(expected);
});

test('lists on one page have parameters of their own', () => {
  const query = 'search=a&sort=topic&page=2&values.search=b&values.sort=topic&values.page=7';
  expect(read(query)).toMatchObject({ search: 'a', sort: 'topic', page: 2 });
  expect(read(query, { list: 'values' })).toMatchObject({ search: 'b', sort: 'topic', page: 7 });
  expect(read(query, { list: 'fields' })).toMatchObject({ search: '', sort: 'received', page: 1 });
});

test('what the browser asks for is what the server reads, whatever was typed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { maxLength: 120 }), (units) => {
      const asked = searchText(String.fromCharCode(...units));
      const query = new URLSearchParams({ search: asked }).toString();
      expect(readListView(new URLSearchParams(query), ['received']).search).toBe(asked);
    }),
  );
  expect(searchText(`${'a'.repeat(99)}${'\ud800'}b`)).toBe(`${'a'.repeat(99)}b`);
});
