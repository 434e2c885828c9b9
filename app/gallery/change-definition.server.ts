import type pg from 'pg';
import { z } from 'zod';
import {
  archiveDefinition,
  restoreDefinition,
} from '#app/definitions/archive-definition.server.ts';
import { DefinitionKey } from '#app/definitions/definition-key.ts';
import { DEFINITION_KINDS } from '#app/definitions/definition-kind.ts';
import type { StateOutcome, UpdateOutcome } from '#app/definitions/definition-outcome.ts';
import { inShop } from '#app/platform/db.server.ts';
import { findUsers } from './find-users.server.ts';
import { loadAllDefinitions, namesOf } from './load-names.server.ts';
import { galleryKindOf } from './registry.ts';
import { declineUpdate, offerAgain, takeUpdate } from './update.server.ts';

const Target = { kind: z.enum(DEFINITION_KINDS), key: DefinitionKey };
const Version = z.coerce.number().int().min(1).max(1_000_000);

/** What a page asks to be done to a definition. */
export const DefinitionIntent = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['archive', 'restore']), ...Target }),
  z.object({
    intent: z.literal('use_update'),
    ...Target,
    galleryVersion: Version,
    base: Version,
  }),
  z.object({
    intent: z.enum(['keep_version', 'offer_again']),
    ...Target,
    galleryVersion: Version,
  }),
]);
export type DefinitionIntent = z.infer<typeof DefinitionIntent>;

/**
 * Does to a definition of a shop what a page asks for, in one transaction.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function changeDefinition(
  pool: pg.Pool,
  shopId: string,
  intent: DefinitionIntent,
  by: string,
  now: number,
): Promise<StateOutcome | UpdateOutcome> {
  return await inShop(pool, shopId, async (client) => {
    const { kind, key } = intent;
    const { record } = galleryKindOf(kind);
    const rows = await loadAllDefinitions(client, shopId);
    switch (intent.intent) {
      case 'archive': {
        const users = await findUsers(client, shopId, rows, intent);
        return await archiveDefinition(client, shopId, record, key, users, by, now);
      }
      case 'restore':
        return await restoreDefinition(client, shopId, record, key, namesOf(rows), by, now);
      case 'use_update':
        return await takeUpdate(client, shopId, intent, namesOf(rows), by, now);
      case 'keep_version':
        return await declineUpdate(client, shopId, intent, by, now);
      case 'offer_again':
        return await offerAgain(client, shopId, intent, by, now);
    }
  });
}
