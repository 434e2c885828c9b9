import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import type { MailSubject } from '#app/messages/contexts/registry.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * What the live journeys of a shop are about that send an email, each once.
 * @param rows all definitions of the shop
 */
export async function subjectsOfEmail(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  emailKey: string,
): Promise<MailSubject[]> {
  const live = rows.filter(({ kind, archivedAt }) => kind === 'journey' && archivedAt === null);
  const journeys = await readVersions(client, shopId, journeyKind, liveVersions(live));
  const sending = journeys.filter(({ content }) =>
    journeyKind.references(content).some(({ kind, key }) => kind === 'email' && key === emailKey),
  );
  return [
    ...new Set(
      sending.map(({ content: { trigger } }) => triggerHandlerOf(trigger).subject(trigger)),
    ),
  ];
}
