import type pg from 'pg';
import { discardedDraftForm } from '#app/definitions/discarded-draft.ts';
import { lockDefinition } from '#app/definitions/store/definitions.server.ts';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import { changeDefinition, type DefinitionOutcome } from '#app/gallery/change-definition.server.ts';
import type { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import type { Renderer } from '#app/messages/render/renderer.server.ts';
import { inShop } from '#app/platform/db.server.ts';

/** What came of discarding, with the form that undoes it. */
export type UndoableDiscard =
  | { outcome: 'discarded'; undo: Record<string, string> }
  | Exclude<DefinitionOutcome, { outcome: 'discarded' }>;

/**
 * Discards the draft of an email or a banner. The page does not hold what drafts say, so that undoing it needs the answer.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function discardContentDraft(
  pool: pg.Pool,
  renderer: Pick<Renderer, 'check'>,
  shopId: string,
  intent: DefinitionIntent & { intent: 'discard_draft' },
  by: string,
  now: number,
): Promise<UndoableDiscard> {
  const { kind, key } = intent;
  const [draft, definition] = await inShop(pool, shopId, async (client) => [
    await readDraft(client, shopId, kind, key),
    await lockDefinition(client, shopId, kind, key),
  ]);
  const outcome = await changeDefinition(pool, renderer, shopId, intent, by, now);
  if (outcome.outcome !== 'discarded') return outcome;
  // The revision that was discarded is the one that was read: any other is refused.
  const content = draft?.content ?? null;
  const liveVersion = definition?.liveVersion ?? null;
  return { ...outcome, undo: discardedDraftForm({ kind, key, content, liveVersion }) };
}
