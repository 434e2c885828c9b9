import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { DraftState } from '#app/definitions/ui/draft-store.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { FigureDays } from '#app/journeys/page/figure-period.ts';
import type { EditorStore } from '#app/journeys/ui/editor-store.ts';
import type { StepFormContext } from '#app/journeys/ui/step-form.ts';
import type { TriggerFormContext } from '#app/journeys/ui/trigger-form.ts';

/** What the parts of the editor share beside what is drawn. */
export type EditorParts = {
  store: EditorStore;
  /** Of what the journey may use. */
  names: DefinitionNames;
  forms: StepFormContext;
  triggers: TriggerFormContext;
  /** The segments that may be chosen. */
  segments: readonly { value: string; label: string }[];
  /** What the live version does in a period, in lines by the id of the step; null before the first. */
  figures: { days: FigureDays; lines: ReadonlyMap<string, readonly string[]> } | null;
};

const EditorContext = createContext<EditorParts | null>(null);

/** Gives the parts of an editor what they share. */
export const EditorProvider = EditorContext.Provider;

/** What the parts of the editor share. @throws outside of an editor */
export function useEditorParts(): EditorParts {
  const parts = useContext(EditorContext);
  if (!parts) throw new Error('There is no editor around this part. Put it into EditorProvider.');
  return parts;
}

/** A part of what is drawn, kept fresh. @param pick gives the same object while nothing of it changes */
export function useEditor<T>(pick: (state: DraftState<JourneyContent>) => T): T {
  return useStore(useEditorParts().store, pick);
}
