import { useBreakpoints } from '@shopify/polaris';
import { useMemo, useState } from 'react';
import { DEFINITION_KINDS } from '#app/definitions/definition-kind.ts';
import { DraftPage } from '#app/definitions/ui/draft-page.tsx';
import { draftPlace } from '#app/definitions/ui/send-draft.ts';
import { JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import type { JourneyEditorData } from '#app/journeys/page/journey-editor.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { CatalogueInput } from '#app/segments/ui/condition-inputs.tsx';
import { EditorProvider, type EditorParts } from './editor/editor-context.tsx';
import { JourneyEditor } from './editor/journey-editor.tsx';
import { PredicateFields } from './editor/predicate-fields.tsx';
import { useJourneyCheck } from './editor/use-journey-check.ts';
import { useStepTitles } from './editor/use-step-cards.ts';
import { createEditorStore, START_ID, type EditorStore } from './editor-store.ts';
import { JourneyConflict } from './journey-conflict.tsx';
import type { StepFormContext } from './step-form.ts';
import { figureLines } from './step-words.ts';
import type { TriggerFormContext } from './trigger-form.ts';

export type EditJourneyPageProps = {
  journeyKey: string;
  editor: JourneyEditorData;
  /** Under which this browser stores what could not be saved. */
  memoryKey: string;
  staff: readonly { id: string; name: string }[];
  staffId: string;
  currency: string;
  now: number;
  timeZone: string;
};

/** Where a journey is drawn, for those who may edit journeys. What is drawn is saved by itself. */
export function EditJourneyPage(props: EditJourneyPageProps) {
  const { editor, staff, currency } = props;
  const [store] = useState(() => createEditorStore(editor.stored.content));
  const parts = useMemo(
    () => editorParts(store, editor, staff, currency),
    [store, editor, staff, currency],
  );
  return (
    <EditorProvider value={parts}>
      <DrawnJourney {...props} store={store} />
    </EditorProvider>
  );
}

function editorParts(
  store: EditorStore,
  { names, segments, titles, figures }: JourneyEditorData,
  staff: StepFormContext['staff'],
  currency: string,
): EditorParts {
  const byKind = new Map(names.map(([kind, ofKind]) => [kind, new Map(ofKind)]));
  const choices = DEFINITION_KINDS.map((kind) => [
    kind,
    [...(byKind.get(kind) ?? [])].flatMap(([key, { name, isArchived }]) =>
      isArchived ? [] : [{ key, name }],
    ),
  ]);
  const offered = { segments, names: titles, currency };
  const forms: StepFormContext = {
    choices: Object.fromEntries(choices) as StepFormContext['choices'],
    staff,
    predicateFields: (fields) => <PredicateFields {...fields} offered={offered} />,
  };
  const triggers: TriggerFormContext = {
    segments: segments.map(({ value: key, label }) => ({ key, name: label })),
    currency,
    pickField: ({ what: kind, ...field }) => (
      <CatalogueInput {...field} kind={kind} names={titles} />
    ),
  };
  const drawn = figures && { days: figures.days, lines: linesOf(figures, currency) };
  return { store, names: byKind, forms, triggers, segments, figures: drawn };
}

/** The figures of the live version by the ids of its steps and of the start. */
function linesOf(
  { steps, entered }: NonNullable<JourneyEditorData['figures']>,
  currency: string,
): Map<string, string[]> {
  const lines = Object.entries(steps).map(
    ([id, figures]) => [id, figureLines(figures, currency)] as const,
  );
  return new Map([[START_ID, [`${formatNumber(entered)} entered`]], ...lines]);
}

function DrawnJourney(props: EditJourneyPageProps & { store: EditorStore }) {
  const { journeyKey, editor, memoryKey, store } = props;
  const { mdUp } = useBreakpoints();
  const titles = useStepTitles();
  useJourneyCheck();
  return (
    <DraftPage
      store={store}
      place={draftPlace('journey', journeyKey, '/app/journeys')}
      read={editor}
      schema={JourneyContentSchema}
      memoryKey={memoryKey}
      back={{ content: 'Journey', url: `/app/journeys/${journeyKey}` }}
      secondaryActions={[{ content: 'Replay', url: `/app/journeys/${journeyKey}/replay` }]}
      places={{
        nameOf: (id) => (id === null ? 'Journey' : (titles.get(id) ?? id)),
        show: (id) => store.getState().show(id ?? START_ID),
      }}
      conflict={(conflict, theirs) => (
        <JourneyConflict {...props} conflict={conflict} theirs={theirs} />
      )}
    >
      <JourneyEditor isWide={mdUp} />
    </DraftPage>
  );
}
