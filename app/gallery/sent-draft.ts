import { z } from 'zod';
import type { DefinitionKindRecord } from '#app/definitions/definition-kind.ts';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { DefinitionIntent, LONGEST_CONTENT } from './definition-intent.ts';

/** What an editor of definitions sends: its draft, or what is drawn as a definition of its own. */
export type DraftForm<Content> = { intent: 'save_copy'; content: Content } | DefinitionIntent;

/**
 * The form in which an editor sends what is drawn; see `sendDraft` and `sendCopy`.
 * @param record of the kind that is edited
 * @param key of the definition that is edited; a draft of another is refused
 */
export function sentDraftSchema<Content extends { name: string }>(
  record: DefinitionKindRecord<Content>,
  key: string | undefined,
): z.ZodType<DraftForm<Content>> {
  const Copy = z.object({
    intent: z.literal('save_copy'),
    content: jsonText(LONGEST_CONTENT).pipe(record.schema),
  });
  const Draft = DefinitionIntent.refine(
    (sent) => sent.intent === 'save_draft' && sent.kind === record.kind && sent.key === key,
  );
  return z.union([Copy, Draft]);
}
