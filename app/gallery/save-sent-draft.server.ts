import type pg from 'pg';
import { createDefinition } from '#app/definitions/create-definition.server.ts';
import type { DefinitionKindRecord } from '#app/definitions/definition-kind.ts';
import type { CreateOutcome } from '#app/definitions/definition-outcome.ts';
import type { Renderer } from '#app/messages/render/renderer.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { changeDefinition, type DefinitionOutcome } from './change-definition.server.ts';
import type { DraftForm } from './sent-draft.ts';

/** What saving needs of the services of the process. */
export type DraftServices = {
  pool: pg.Pool;
  markup: Pick<Renderer, 'check'>;
  clock: { now(): number };
};

/**
 * Saves the draft of a definition that its editor sent, or what was drawn as a definition of its own.
 * @param staffId the member of staff
 * @param sent as `sentDraftSchema` read it
 * @param record of the kind that is edited
 */
export async function saveSentDraft<Content extends { name: string }>(
  { pool, markup, clock }: DraftServices,
  shopId: string,
  staffId: string,
  sent: DraftForm<Content>,
  record: DefinitionKindRecord<Content>,
): Promise<CreateOutcome | DefinitionOutcome> {
  const now = clock.now();
  if (sent.intent !== 'save_copy')
    return await changeDefinition(pool, markup, shopId, sent, staffId, now);
  return await inShop(pool, shopId, (client) =>
    createDefinition(client, shopId, record, sent.content, staffId, now),
  );
}
