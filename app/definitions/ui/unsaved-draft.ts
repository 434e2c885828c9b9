import { z } from 'zod';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import type { SavedDraft } from './draft-saver.ts';

/** Under what this browser stores what could not be saved of one definition. */
export type DraftMemory = {
  kind: DefinitionKind;
  /** Of the shop and the definition. */
  memoryKey: string;
};

function memoryName({ kind, memoryKey }: DraftMemory): string {
  return `tendril.unsaved-${kind}.${memoryKey}`;
}

/**
 * Stores in this browser what was drawn and is not saved, until its editor is opened again. A browser may refuse to.
 * @param unsaved what is drawn, with the revision that it was drawn on
 */
export function storeUnsaved<Content>(memory: DraftMemory, unsaved: SavedDraft<Content>): void {
  try {
    localStorage.setItem(memoryName(memory), JSON.stringify(unsaved));
  } catch {
    // Then what the closing page sends is all there is.
  }
}

/** Forgets what was stored, once it is saved. */
export function forgetUnsaved(memory: DraftMemory): void {
  try {
    localStorage.removeItem(memoryName(memory));
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}

/**
 * What was drawn and never saved; null when there is nothing, or the server got it after all. It is given once.
 * @param schema of the content
 */
export function takeUnsaved<Content>(
  memory: DraftMemory,
  schema: z.ZodType<Content>,
  stored: SavedDraft<Content>,
): SavedDraft<Content> | null {
  try {
    const text = localStorage.getItem(memoryName(memory));
    if (text === null) return null;
    forgetUnsaved(memory);
    const read = unsavedSchema(schema).safeParse(JSON.parse(text));
    if (!read.success || canonicalJson(read.data.content) === canonicalJson(stored.content))
      return null;
    return read.data;
  } catch {
    return null;
  }
}

function unsavedSchema<Content>(content: z.ZodType<Content>) {
  return z.object({ content, revision: z.number(), base: z.number().nullable() });
}
