import { createStore, type StoreApi } from 'zustand/vanilla';
import { createDraftStore, type DraftStore } from '#app/definitions/ui/draft-store.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { CopiedSteps } from '#app/journeys/editor/copy-steps.ts';

/** The start of the journey, where a step could be chosen. */
export const START_ID = '$start';

/** What is drawn on one page, and beside it, because it is never undone, what was copied there. */
export type EditorStore = DraftStore<JourneyContent> & {
  copied: StoreApi<{ steps: CopiedSteps }>;
};

/** What is drawn on one page, with undo and redo. @param now of the steady clock, milliseconds */
export function createEditorStore(content: JourneyContent, now?: () => number): EditorStore {
  const drawn = createDraftStore(content, { first: START_ID, ...(now && { now }) });
  const copied = createStore<{ steps: CopiedSteps }>(() => ({ steps: [] }));
  return { ...drawn, copied };
}

/** All that can be chosen in a journey: its start and its steps. */
export function choosableIds({ steps }: JourneyContent): string[] {
  return [START_ID, ...steps.map(({ id }) => id)];
}
