import { createDefinition } from '#app/definitions/create-definition.server.ts';
import { newestOf } from '#app/definitions/definition-kind.ts';
import type { CreateOutcome } from '#app/definitions/definition-outcome.ts';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { journeyKind } from './journey-kind.ts';

/**
 * Makes a journey with a draft.
 * @param from the key of the journey of the gallery that it begins as a copy of; empty for a blank one
 */
export async function createJourney(
  client: ShopClient,
  shopId: string,
  { name, from }: { name: string; from: string },
  by: string,
  now: number,
): Promise<CreateOutcome> {
  const shipped = journeyGallery.find(({ key }) => key === from);
  const content = shipped ? { ...newestOf(shipped).content, name } : blankJourney(name);
  return await createDefinition(client, shopId, journeyKind, content, by, now);
}

/** The journeys that ship with the app, to begin from. */
export function journeysToCopy(): { key: string; name: string; purpose: string }[] {
  return journeyGallery.map((item) => {
    const { name, purpose } = newestOf(item).content;
    return { key: item.key, name, purpose };
  });
}
