import { BlockStack, Page, useBreakpoints } from '@shopify/polaris';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { DEFINITION_KINDS } from '#app/definitions/definition-kind.ts';
import { SavingBadge } from '#app/definitions/ui/saving-badge.tsx';
import type { DraftPlace } from '#app/definitions/ui/send-draft.ts';
import { useDraftActions } from '#app/definitions/ui/use-draft-actions.ts';
import { useDraftConflict } from '#app/definitions/ui/use-draft-conflict.ts';
import { useDraftSaving } from '#app/definitions/ui/use-draft-saving.ts';
import { JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import type { JourneyEditorData } from '#app/journeys/page/journey-editor.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import { CatalogueInput } from '#app/segments/ui/condition-inputs.tsx';
import { EditorProvider, useEditor, type EditorParts } from './editor/editor-context.tsx';
import { JourneyEditor } from './editor/journey-editor.tsx';
import { PredicateFields } from './editor/predicate-fields.tsx';
import { ProblemsBanner } from './editor/problems-banner.tsx';
import { useJourneyCheck } from './editor/use-journey-check.ts';
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

function draftPlace(key: string): DraftPlace {
  const list = '/app/journeys';
  const page = `${list}/${key}`;
  return { kind: 'journey', key, editor: `${page}/edit`, draft: `${page}/draft`, list };
}

function DrawnJourney(props: EditJourneyPageProps & { store: EditorStore }) {
  const { journeyKey, editor, memoryKey, store } = props;
  const { mdUp } = useBreakpoints();
  const name = useEditor(({ content }) => content.name);
  const place = draftPlace(journeyKey);
  const { saver, saving } = useDraftSaving(
    store,
    place,
    editor.stored,
    memoryKey,
    JourneyContentSchema,
  );
  const actions = useDraftActions(store, place, saver);
  useJourneyCheck();
  const isInConflict = useStore(saving, ({ state }) => state === 'conflict');
  const failure = useStore(saving, (now) => (now.state === 'failed' ? now.message : null));
  const conflict = useDraftConflict(store, place, editor, saver, isInConflict);
  const { theirs } = conflict;
  const hasDraft = useStore(saving, () => saver.saved().revision > 0 || saver.isBehind());
  const isBlocked = isInConflict || theirs !== null;
  return (
    <Page
      fullWidth
      title={name}
      titleMetadata={<SavingBadge saving={saving} hasDraft={hasDraft} />}
      backAction={{ content: 'Journey', url: `/app/journeys/${journeyKey}` }}
      primaryAction={{
        content: 'Publish',
        loading: actions.isBusy,
        disabled: isBlocked || !hasDraft,
        onAction: actions.publish,
      }}
      secondaryActions={[
        { content: 'Replay', url: `/app/journeys/${journeyKey}/replay` },
        {
          content: 'Discard draft',
          disabled: actions.isBusy || isInConflict || !hasDraft,
          onAction: actions.discard,
        },
      ]}
    >
      {/* Only what is not saved could be lost by leaving. */}
      <FormSaveBar
        id="journey-draft"
        isOpen={failure !== null || isInConflict}
        isBusy={conflict.isBusy}
        onSave={isInConflict ? conflict.takeMine : () => void saver.flush()}
        onDiscard={
          isInConflict
            ? conflict.takeTheirs
            : () => store.getState().edit(() => saver.saved().content)
        }
      />
      <BlockStack gap="400">
        {theirs ? <JourneyConflict {...props} conflict={conflict} theirs={theirs} /> : null}
        <ProblemsBanner failure={failure} />
        <JourneyEditor isWide={mdUp} />
      </BlockStack>
    </Page>
  );
}
