import { expect, test } from 'vitest';
import { isHeaderAgain } from './csv-rows.server.ts';
import { readTop } from './file-top.server.ts';

/** The top of a file of this text. */
async function topOf(text: string) {
  const bytes = Buffer.from(text);
  return await readTop(bytes, async function* (from) {
    await Promise.resolve();
    yield bytes.subarray(from);
  });
}

const PEOPLE = 'Email;Name\nrae@fern.example;Rae, of Fern\n';

test.each([
  ['a line that says the separator', 'sep=;\r\n'],
  ['the same in quotes and capitals', '"SEP=;"\n'],
  ['a mark of the encoding before it', '\ufeffsep=;\r'],
  ['empty lines before and after it', '\n\nsep=;\n\n'],
  ['empty lines only', '\r\n \r\n'],
  ['nothing', ''],
])('a file that begins with %s has the same header and people', async (_what, before) => {
  const start = Buffer.byteLength(before) + Buffer.byteLength('Email;Name\n');
  expect(await topOf(before + PEOPLE)).toEqual({
    delimiter: ';',
    header: ['Email', 'Name'],
    sample: [['rae@fern.example', 'Rae, of Fern']],
    start,
  });
});

test('the separator that is said counts, however often another sign stands in the header', async () => {
  expect(await topOf('sep=|\nEmail, or mail|First, last\na@b.example|Ann\n')).toMatchObject({
    delimiter: '|',
    header: ['Email, or mail', 'First, last'],
  });
});

test('a header that comes again is no person', async () => {
  const top = await topOf(`${PEOPLE}email;NAME\nsam@fern.example;Sam\n`);
  expect(top).toMatchObject({
    sample: [
      ['rae@fern.example', 'Rae, of Fern'],
      ['sam@fern.example', 'Sam'],
    ],
  });
});

test.each([
  [['Email', 'Name'], true],
  [['EMAIL', 'name'], true],
  [['\ufeffEmail', 'Name'], true],
  [['Email'], false],
  [['Email', 'Name', ''], false],
  [['Email', 'Rae'], false],
])('%j below the header is the header again: %s', (cells, isAgain) => {
  expect(isHeaderAgain(cells, ['Email', 'Name'])).toBe(isAgain);
});
