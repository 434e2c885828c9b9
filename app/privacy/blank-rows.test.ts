import { expect, test } from 'vitest';
import { blankRowsNaming } from './blank-rows.ts';
import { mentionsOf } from './mentions.ts';

const ada = mentionsOf({
  identifiers: [{ kind: 'email', value: 'ada@shop.example' }],
  profileIds: [],
});

test('only the rows that name the person are blanked, and every other byte stays where it was', () => {
  const text =
    'Email,Name\r\nbada@shop.example,"Bea, B"\r\nADA@shop.example,"Ada, é"\r\nlast@x.example,L';
  const bytes = new TextEncoder().encode(text);
  const size = bytes.length;
  expect(blankRowsNaming(bytes, ada)).toBe(1);
  expect(bytes).toHaveLength(size);
  expect(new TextDecoder().decode(bytes)).toBe(
    'Email,Name\r\nbada@shop.example,"Bea, B"\r\n                ,"   ,   "\r\nlast@x.example,L',
  );
});

test('a file that does not name the person is as it was', () => {
  const bytes = new TextEncoder().encode('Email\nbea@shop.example\n');
  const before = bytes.slice();
  expect(blankRowsNaming(bytes, ada)).toBe(0);
  expect(bytes).toEqual(before);
});
