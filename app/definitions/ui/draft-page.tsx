import { BlockStack, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useStore } from 'zustand';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import type { DraftStore } from './draft-store.ts';
import { ProblemsBanner, type ProblemPlaces } from './problems-banner.tsx';
import { SavingBadge } from './saving-badge.tsx';
import type { DraftPlace } from './send-draft.ts';
import { useDraftActions } from './use-draft-actions.ts';
import { type DraftConflictState, useDraftConflict } from './use-draft-conflict.ts';
import { useDraftSaving } from './use-draft-saving.ts';

export type DraftPageProps<Content> = {
  store: DraftStore<Content>;
  place: DraftPlace;
  /** As the page was opened with, or read again. */
  read: { stored: StoredDraft<Content>; published: StoredDraft<Content> | null };
  schema: z.ZodType<Content>;
  /** Under which this browser stores what could not be saved. */
  memoryKey: string;
  /** Where the page leads back to. */
  back: { content: string; url: string };
  /** Beside publishing and discarding. */
  secondaryActions?: { content: string; url: string }[];
  /** How what is wrong is called, and how the page leads there. */
  places: ProblemPlaces;
  /** What another member of staff made of it, to choose from. */
  conflict: (state: DraftConflictState<Content>, theirs: StoredDraft<Content>) => ReactNode;
  children: ReactNode;
};

/** The page of an editor: it saves what is made by itself, publishes and discards it, and says what is wrong. */
export function DraftPage<Content extends { name: string }>(props: DraftPageProps<Content>) {
  const { store, place, read, schema, memoryKey, back, secondaryActions = [], places } = props;
  const name = useStore(store, ({ content }) => content.name);
  const problems = useStore(store, (state) => state.problems);
  const { saver, saving } = useDraftSaving(store, place, read.stored, memoryKey, schema);
  const actions = useDraftActions(store, place, saver);
  const isInConflict = useStore(saving, ({ state }) => state === 'conflict');
  const failure = useStore(saving, (now) => (now.state === 'failed' ? now.message : null));
  const conflict = useDraftConflict(store, place, read, saver, isInConflict);
  const { theirs } = conflict;
  const hasDraft = useStore(saving, () => saver.saved().revision > 0 || saver.isBehind());
  const isBlocked = isInConflict || theirs !== null;
  return (
    <Page
      fullWidth
      title={name}
      titleMetadata={<SavingBadge saving={saving} hasDraft={hasDraft} />}
      backAction={back}
      primaryAction={{
        content: 'Publish',
        loading: actions.isBusy,
        disabled: isBlocked || !hasDraft,
        onAction: actions.publish,
      }}
      secondaryActions={[
        ...secondaryActions,
        {
          content: 'Discard draft',
          disabled: actions.isBusy || isInConflict || !hasDraft,
          onAction: actions.discard,
        },
      ]}
    >
      {/* Only what is not saved could be lost by leaving. */}
      <FormSaveBar
        id={`${place.kind}-draft`}
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
        {theirs ? props.conflict(conflict, theirs) : null}
        <ProblemsBanner problems={problems} failure={failure} places={places} />
        {props.children}
      </BlockStack>
    </Page>
  );
}
