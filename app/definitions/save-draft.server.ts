import { z } from 'zod';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { DefinitionKey } from './definition-key.ts';
import type { DefinitionKindRecord } from './definition-kind.ts';
import type { DraftOutcome } from './definition-outcome.ts';
import {
  insertDefinition,
  listDefinitions,
  lockDefinition,
  MOST_DEFINITIONS,
} from './store/definitions.server.ts';
import { readDraft, storeDraft } from './store/drafts.server.ts';

/** Characters of a content as JSON. */
const MOST_CONTENT = 200_000;

/** A draft as it was sent, with what its writer had read. */
export type SentDraft = {
  content: unknown;
  /** The revision that was read; 0 when there was no draft. */
  revision: number;
  /** The live version that was read; null when there was none. */
  base: number | null;
};

/**
 * Saves the draft of a definition, and makes the definition when there is none yet. A draft may be incomplete in what it
 * refers to; what cannot be read at all is refused.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function saveDraft<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  key: string,
  sent: SentDraft,
  by: string,
  now: number,
): Promise<DraftOutcome> {
  const { kind, schema } = record;
  const given = schema.safeParse(sent.content);
  const read =
    given.success && record.completed ? schema.safeParse(record.completed(given.data)) : given;
  if (!read.success) return { outcome: 'unreadable', message: z.prettifyError(read.error) };
  if (!DefinitionKey.safeParse(key).success || JSON.stringify(read.data).length > MOST_CONTENT)
    return { outcome: 'unreadable', message: 'It is too long. Shorten its texts.' };
  let known = await lockDefinition(client, shopId, kind, key);
  if (!known) {
    // What is refused makes no definition.
    if (sent.revision !== 0 || sent.base !== null) return { outcome: 'conflict', newer: null };
    if ((await listDefinitions(client, shopId, kind)).length >= MOST_DEFINITIONS)
      return { outcome: 'too_many', most: MOST_DEFINITIONS };
    await insertDefinition(client, shopId, kind, key, now);
    // Another transaction may have made it meanwhile.
    known = await lockDefinition(client, shopId, kind, key);
  }
  const draft = await readDraft(client, shopId, kind, key);
  const base = known?.liveVersion ?? null;
  if ((draft?.revision ?? 0) !== sent.revision || base !== sent.base)
    return { outcome: 'conflict', newer: draft ?? null };
  const revision = sent.revision + 1;
  await storeDraft(client, shopId, kind, key, {
    content: read.data,
    basedOnVersion: base,
    revision,
    author: by,
    savedAt: now,
  });
  const entry = { actor: by, action: `${kind}.draft_saved`, subject: `${kind}:${key}` };
  const change = { before: { revision: sent.revision }, after: { revision } };
  await recordAudit(client, shopId, { ...entry, ...change }, now);
  return { outcome: 'saved', revision };
}
