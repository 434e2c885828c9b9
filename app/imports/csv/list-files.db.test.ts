import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { beginFile, endFile } from './files.server.ts';
import { FILE_SORTS } from './list-files.ts';
import { listFiles } from './list-files.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T12:00:00Z');

/** A shop whose files were begun one after the other. */
async function shopWithFiles(names: string[]): Promise<string> {
  const { id } = await installedShop(db.pool);
  for (const [place, fileName] of names.entries()) {
    const now = NOW + place;
    await inShop(db.pool, id, async (client) => {
      const begun = await beginFile(client, id, { fileName, bytes: 10, actor: '1', now });
      if (begun.outcome !== 'begun') throw new Error(`The file was refused: ${begun.reason}`);
      await endFile(client, id, begun.id, { state: 'done', now });
    });
  }
  return id;
}

function listOf(shopId: string, query: string) {
  const view = readListView(new URLSearchParams(query), FILE_SORTS);
  return inShop(db.pool, shopId, (client) => listFiles(client, shopId, view));
}

async function names(shopId: string, query: string): Promise<string[]> {
  return (await listOf(shopId, query)).rows.map(({ fileName }) => fileName);
}

test('files are listed the newest first, found by a part of their name and sorted by it', async () => {
  const shopId = await shopWithFiles(['Suppressed.csv', 'profiles b.csv', 'Profiles a.csv']);
  expect(await names(shopId, '')).toEqual(['Profiles a.csv', 'profiles b.csv', 'Suppressed.csv']);
  expect(await names(shopId, 'search=PROFILES&direction=ascending')).toEqual([
    'profiles b.csv',
    'Profiles a.csv',
  ]);
  expect(await names(shopId, 'sort=name&direction=ascending')).toEqual([
    'Profiles a.csv',
    'profiles b.csv',
    'Suppressed.csv',
  ]);
});

test('a search that finds nothing is not a shop without files, and another shop sees none', async () => {
  const shopId = await shopWithFiles(['people.csv']);
  const { id: other } = await installedShop(db.pool);
  expect(await listOf(shopId, 'search=50%')).toMatchObject({ rows: [], hasAny: true });
  expect(await listOf(other, '')).toMatchObject({ rows: [], hasAny: false, isAtWork: false });
});
