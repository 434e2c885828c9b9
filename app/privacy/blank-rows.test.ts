import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
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
  expect(blankRowsNaming(bytes, ada, ',')).toBe(1);
  expect(bytes).toHaveLength(size);
  expect(new TextDecoder().decode(bytes)).toBe(
    'Email,Name\r\nbada@shop.example,"Bea, B"\r\n                ,"   ,   "\r\nlast@x.example,L',
  );
});

test('a file that does not name the person is as it was', () => {
  const bytes = new TextEncoder().encode('Email\nbea@shop.example\n');
  const before = bytes.slice();
  expect(blankRowsNaming(bytes, ada, ',')).toBe(0);
  expect(bytes).toEqual(before);
});

function blanked(text: string, delimiter: string | null = ','): string {
  const bytes = new TextEncoder().encode(text);
  blankRowsNaming(bytes, ada, delimiter);
  return new TextDecoder().decode(bytes);
}

test.each([
  [
    'lines after the first',
    'Name,Address,Email\n"Ada L","12 Row\nFlat 5",ada@shop.example\nBea,x,bea@x.example\n',
    'Name,Address,Email\n"     ","      \n      ",                \nBea,x,bea@x.example\n',
  ],
  [
    'lines before the last, with doubled quotes',
    'ada@shop.example,"12 ""Row""\r\nFlat 5"\r\nbea@x.example,x\r\n',
    '                ,"   ""   ""\r\n      "\r\nbea@x.example,x\r\n',
  ],
])('a row of several lines is blanked whole: %s', (_title, text, left) => {
  expect(blanked(text)).toBe(left);
});

test('a quote inside a cell is a letter: it joins no rows', () => {
  const text = 'bea@x.example,5" pipe\nada@shop.example,6" pipe\nola@x.example,"7" pipe\n';
  expect(blanked(text)).toBe(
    'bea@x.example,5" pipe\n                , "     \nola@x.example,"7" pipe\n',
  );
});

test('cells are separated by what separates them in the file', () => {
  const text = 'Bea,"x;bea@x.example\nAda;"1\n2";ada@shop.example\n';
  expect(blanked(text, ';')).toBe('Bea,"x;bea@x.example\n   ;" \n ";                \n');
});

test('where rows end with a carriage return only their own is blanked', () => {
  expect(blanked('bea@x.example,B\rada@shop.example,A\rola@x.example,O')).toBe(
    'bea@x.example,B\r                , \rola@x.example,O',
  );
});

/** The cells of each row, as the import parses them. */
function parsed(text: string): string[][] {
  return parse(text, {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
}

test('as the import reads the file, exactly the rows that name the person are empty and the others as they were', () => {
  const cell = fc.oneof(
    fc.constantFrom('ada@shop.example', 'Bea', '', '5" pipe', '"a"b', 'é'),
    fc
      .array(fc.constantFrom('a', '""', '\n', '\r\n', ',', ' '), { maxLength: 5 })
      .map((pieces) => `"${pieces.join('')}"`),
  );
  const file = fc
    .array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    .map((rows) => rows.map((cells) => `x,${cells.join(',')}\n`).join(''));
  fc.assert(
    fc.property(file, (text) => {
      const before = parsed(text);
      const after = parsed(blanked(text));
      expect(after).toHaveLength(before.length);
      for (const [index, cells] of before.entries()) {
        const row = after[index]?.map((one) => one.replace(/[\s",]/g, ''));
        const named = cells.some((one) => one === 'ada@shop.example');
        expect(named ? row?.every((one) => one === '') : after[index]).toEqual(named || cells);
      }
    }),
    { numRuns: process.env.NIGHTLY === '1' ? 20_000 : 500 },
  );
});
