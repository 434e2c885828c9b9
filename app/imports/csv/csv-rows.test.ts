import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.server.ts';
import { MOST_COLUMNS, CHUNK_BYTES } from './file.ts';

const MODULE = new URL('./csv-rows.server.ts', import.meta.url).href;

/** A process with a third of a worker's memory that reads pieces of a file of such rows, and counts them. */
async function readBySmallProcess(row: string, pieces: number): Promise<number> {
  const program = `
    import { csvRows } from '${MODULE}';
    const piece = Buffer.from(${JSON.stringify(row)}.repeat(${String(CHUNK_BYTES / row.length)}));
    async function* bytes() { for (let n = 0; n < ${String(pieces)}; n += 1) yield piece; }
    let rows = 0;
    for await (const row of csvRows(bytes(), ',', 0)) rows += row.cells.length > 0 ? 1 : 0;
    console.log(rows);`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--max-old-space-size=64',
    '--input-type=module-typescript',
    '--eval',
    program,
  ]);
  return Number(stdout);
}

test('rows of one letter are read within the memory of a process', async () => {
  expect(await readBySmallProcess('a\n', 2)).toBe(CHUNK_BYTES);
});

test('a row of nothing but separators gives no more cells than show that it has too many', async () => {
  async function* bytes() {
    await Promise.resolve();
    yield Buffer.from(`a${','.repeat(200_000)}\n`);
  }
  const { value } = await csvRows(bytes(), ',', 0).next();
  expect(value?.cells).toHaveLength(MOST_COLUMNS + 1);
});

/** The rows of a text that arrives in pieces of so many bytes. */
async function rowsIn(text: string, size: number, from = 0) {
  async function* bytes() {
    await Promise.resolve();
    const whole = Buffer.from(text).subarray(from);
    for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
  }
  const rows = [];
  for await (const row of csvRows(bytes(), ',', from)) rows.push(row);
  return rows;
}

const cell = fc.stringMatching(/^[a-zé花 ]{0,6}$/u).map((text) => `x${text}x`);
const quoted = fc.tuple(cell, fc.constantFrom('\r\n', '\n', '\r', '""', ','), cell);

test('any line end ends a row, whatever ended the rows before, and reading goes on at each', async () => {
  const line = fc.tuple(fc.array(cell, { minLength: 1, maxLength: 3 }), fc.option(quoted));
  const end = fc.constantFrom('\r\n', '\n', '\r', '\r\r\n', '\n\n');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(line, end), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 20 }),
      async (lines, size) => {
        const text = lines
          .map(
            ([[cells, inside], ending]) =>
              [...cells, ...(inside ? [`"${inside.join('')}"`] : [])].join(',') + ending,
          )
          .join('');
        const expected = lines.map(([[cells, inside]]) => [
          ...cells,
          ...(inside ? [inside.join('').replace('""', '"')] : []),
        ]);
        const rows = await rowsIn(text, size);
        expect(rows.map((row) => row.cells)).toEqual(expected);
        const [first] = rows;
        const rest = await rowsIn(text, size, first?.end);
        expect(rest).toEqual(rows.slice(1));
      },
    ),
    { numRuns: 150 },
  );
});
