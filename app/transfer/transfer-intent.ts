import { z } from 'zod';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { MOST_FILE_DEFINITIONS } from './definition-file.ts';
import { MOST_FILE_BYTES, MOST_FILES, type ChosenFile } from './file-text.ts';
import { IMPORT_MODES } from './plan-import.ts';

/** The fields of a form that stand in it once for each file. */
export const FILE_FIELDS = ['name', 'text'] as const;

const Files = {
  name: z.array(z.string().max(300)).min(1).max(MOST_FILES),
  // A form ends lines with two characters.
  text: z.array(z.string().max(2 * MOST_FILE_BYTES)).max(MOST_FILES),
};

const Choices = z
  .array(z.strictObject({ id: z.string().max(200), mode: z.enum(IMPORT_MODES) }))
  .min(1)
  .max(MOST_FILE_DEFINITIONS);

/** A draft of an email or a banner that is published, discarded or brought back where it was imported. */
const DRAFT_INTENTS: readonly string[] = ['publish', 'discard_draft', 'save_draft'];
const DraftIntent = DefinitionIntent.refine(
  ({ kind, intent }) => (kind === 'email' || kind === 'banner') && DRAFT_INTENTS.includes(intent),
);

/** What the page of export and import asks for. */
export const TransferIntent = z.union([
  z.object({ intent: z.literal('preview'), ...Files }),
  z.object({
    intent: z.literal('import'),
    ...Files,
    choices: jsonText(MOST_FILE_DEFINITIONS * 300).pipe(Choices),
    digest: z.string().max(100),
  }),
  DraftIntent,
]);

/** The files of a form. */
export function filesOfForm({ name, text }: { name: string[]; text: string[] }): ChosenFile[] {
  return name.map((one, index) => ({ name: one, text: text[index] ?? '' }));
}
