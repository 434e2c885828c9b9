import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.server.ts';
import { MOST_COLUMNS, SLICE_BYTES } from './file.ts';

const MODULE = new URL('./csv-rows.server.ts', import.meta.url).href;

/** A process with a third of a worker's memory that reads pieces of a file of such rows, and counts them. */
async function readBySmallProcess(row: string, pieces: number): Promise<number> {
  const program = `
    import { csvRows } from '${MODULE}';
    const piece = Buffer.from(${JSON.stringify(row)}.repeat(${String(SLICE_BYTES / row.length)}));
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
  expect(await readBySmallProcess('a\n', 2)).toBe(SLICE_BYTES);
});

test('a row of nothing but separators gives no more cells than show that it has too many', async () => {
  async function* bytes() {
    await Promise.resolve();
    yield Buffer.from(`a${','.repeat(200_000)}\n`);
  }
  const { value } = await csvRows(bytes(), ',', 0).next();
  expect(value?.cells).toHaveLength(MOST_COLUMNS + 1);
});
