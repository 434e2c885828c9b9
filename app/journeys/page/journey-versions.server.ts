import { differenceBetween } from '#app/definitions/definition-difference.ts';
import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import { readVersions } from '#app/definitions/read-versions.server.ts';
import { listVersions, type ListedVersion } from '#app/definitions/store/versions.server.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { drawDifference } from './drawn-difference.ts';
import { comparedNumbers, type ComparedVersions, type JourneyVersion } from './journey-versions.ts';

/** The history of a journey, the newest version first, and the two versions of it that an address asks to compare. */
export async function loadJourneyVersions(
  client: ShopClient,
  shopId: string,
  key: string,
  params: URLSearchParams,
  names: DefinitionNames,
): Promise<{ versions: JourneyVersion[]; compared: ComparedVersions | null }> {
  const rows = await listVersions(client, shopId, 'journey', key);
  const numbers = comparedNumbers(rows, params);
  return {
    versions: rows.map(({ version, name, author, galleryVersion, createdAt }) => {
      return { version, name, author, galleryVersion, createdAt };
    }),
    compared: numbers && (await compare(client, shopId, rows, numbers, names)),
  };
}

/** Null when this version of the app cannot read one of the two. */
async function compare(
  client: ShopClient,
  shopId: string,
  rows: readonly ListedVersion[],
  { before, after }: { before: number; after: number },
  names: DefinitionNames,
): Promise<ComparedVersions | null> {
  const asked = rows.filter(({ version }) => version === before || version === after);
  const found = await readVersions(client, shopId, journeyKind, asked);
  const contentOf = (number: number) => found.find(({ version }) => version === number)?.content;
  const [old, fresh] = [contentOf(before), contentOf(after)];
  if (!old || !fresh) return null;
  const parts = [journeyKind.parts(old, names), journeyKind.parts(fresh, names)] as const;
  const drawn = drawDifference(old, fresh, names);
  return { before, after, changes: differenceBetween(...parts), drawn };
}
