import { expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { openImportFiles } from './import-files.ts';

const db = await testDatabase();
const { services, send, check, run } = openImportFiles(db);

async function rowsWithErrors(id: string): Promise<number[]> {
  const { rows } = await db.owner.query<{ row: number }>(
    'select row_number::int as row from move_in_error where move_in_id = $1 order by 1',
    [id],
  );
  return rows.map(({ row }) => row);
}

test('a file whose header comes again many thousand times is read to its end', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const header = `Email,${'x'.repeat(190)}\n`;
  const text = `${header}ada@fern.example,Ada\n${header.repeat(4_000)}ben@fern.example,Ben\n`;
  const { id } = await send(shopId, 'people.csv', Buffer.from(text));
  const file = await check(shopId, id);
  expect(file).toMatchObject({ state: 'checked', rowsDone: 2 });
  expect(file.counts?.people).toEqual({ new: 2, known: 0, again: 0 });
});

test('a row of a file put together of several has one number, also when reading was interrupted', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const part = 'Email\nada@fern.example\nben@fern.example\nnone\n';
  const { id } = await send(shopId, 'people.csv', Buffer.from(part.repeat(3)));
  await check(shopId, id);
  const numbers = await rowsWithErrors(id);
  expect(numbers).toHaveLength(3);
  for (let diesAt = 1, state = 'running'; state === 'running'; diesAt += 1)
    try {
      ({ state } = await run(shopId, id, await services(diesAt)));
    } catch (error) {
      expect(error).toMatchObject({ message: 'killed' });
    }
  expect(await rowsWithErrors(id)).toEqual(numbers);
});
