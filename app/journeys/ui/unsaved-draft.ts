import { z } from 'zod';
import { JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import type { SavedDraft } from './draft-saver.ts';

const Unsaved: z.ZodType<SavedDraft> = z.object({
  content: JourneyContentSchema,
  revision: z.number(),
  base: z.number().nullable(),
});

function memoryName(memoryKey: string): string {
  return `tendril.unsaved-journey.${memoryKey}`;
}

/**
 * Stores in this browser what was drawn and is not saved, until the journey is opened again. A browser may refuse to.
 * @param unsaved what is drawn, with the revision that it was drawn on
 */
export function storeUnsaved(memoryKey: string, unsaved: SavedDraft): void {
  try {
    localStorage.setItem(memoryName(memoryKey), JSON.stringify(unsaved));
  } catch {
    // Then what the closing page sends is all there is.
  }
}

/** Forgets what was stored, once it is saved. */
export function forgetUnsaved(memoryKey: string): void {
  try {
    localStorage.removeItem(memoryName(memoryKey));
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}

/** What was drawn and never saved; null when there is nothing, or the server got it after all. It is given once. */
export function takeUnsaved(memoryKey: string, stored: SavedDraft): SavedDraft | null {
  try {
    const text = localStorage.getItem(memoryName(memoryKey));
    if (text === null) return null;
    forgetUnsaved(memoryKey);
    const read = Unsaved.safeParse(JSON.parse(text));
    if (!read.success || canonicalJson(read.data.content) === canonicalJson(stored.content))
      return null;
    return read.data;
  } catch {
    return null;
  }
}
