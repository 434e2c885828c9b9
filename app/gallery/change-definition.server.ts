import type pg from 'pg';
import {
  archiveDefinition,
  restoreDefinition,
} from '#app/definitions/archive-definition.server.ts';
import type {
  DraftOutcome,
  PublishOutcome,
  StateOutcome,
  UpdateOutcome,
} from '#app/definitions/definition-outcome.ts';
import { publishDraft } from '#app/definitions/publish-draft.server.ts';
import { saveDraft } from '#app/definitions/save-draft.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { DefinitionIntent } from './definition-intent.ts';
import { findUsers } from './find-users.server.ts';
import { loadAllDefinitions, namesOf } from './load-names.server.ts';
import { markupProblems, readEmailDraft } from './markup-problems.server.ts';
import { galleryKindOf } from './registry.ts';
import { declineUpdate, offerAgain, takeUpdate } from './update.server.ts';

/** What came of anything that a page asked to be done to a definition. */
export type DefinitionOutcome = DraftOutcome | PublishOutcome | StateOutcome | UpdateOutcome;

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
): Promise<DefinitionOutcome> {
  const { kind, key } = intent;
  const { record } = galleryKindOf(kind);
  const draft =
    intent.intent === 'publish' && kind === 'email'
      ? await inShop(pool, shopId, (client) => readEmailDraft(client, shopId, key))
      : null;
  const found = draft ? await markupProblems(draft) : [];
  return await inShop(pool, shopId, async (client) => {
    const rows = await loadAllDefinitions(client, shopId);
    const names = namesOf(rows);
    switch (intent.intent) {
      case 'save_draft':
        return await saveDraft(client, shopId, record, key, intent, by, now);
      case 'publish': {
        const checked = { ...intent, found };
        return await publishDraft(client, shopId, record, key, checked, names, by, now);
      }
      case 'archive': {
        const users = await findUsers(client, shopId, rows, intent);
        return await archiveDefinition(client, shopId, record, key, users, by, now);
      }
      case 'restore':
        return await restoreDefinition(client, shopId, record, key, names, by, now);
      case 'use_update':
        return await takeUpdate(client, shopId, intent, names, by, now);
      case 'keep_version':
        return await declineUpdate(client, shopId, intent, by, now);
      case 'offer_again':
        return await offerAgain(client, shopId, intent, by, now);
    }
  });
}
