import { useFetcher } from '@remix-run/react';
import type { StateOutcome, UpdateOutcome } from '#app/definitions/definition-outcome.ts';
import type { AvailableUpdate } from '#app/gallery/available-update.ts';
import { useOutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { definitionToast } from '#app/definitions/ui/definition-toast.ts';

/** A definition by its kind and key. */
export type DefinitionTarget = { kind: string; key: string };

/** What can be done to definitions on a page. */
export type DefinitionActions = {
  isBusy: boolean;
  pause: (target: DefinitionTarget) => void;
  resume: (target: DefinitionTarget) => void;
  archive: (target: DefinitionTarget) => void;
  restore: (target: DefinitionTarget) => void;
  takeUpdate: (update: AvailableUpdate) => void;
  keepVersion: (update: AvailableUpdate) => void;
};

/** Changes definitions, says what came of it, and offers to undo what can be undone. */
export function useDefinitionActions(): DefinitionActions {
  const fetcher = useFetcher<StateOutcome | UpdateOutcome>();
  useOutcomeToast(fetcher, definitionToast);
  const { state, submit } = fetcher;
  const send = (intent: string, { kind, key }: DefinitionTarget, more: Record<string, string>) => {
    submit({ intent, kind, key, ...more }, { method: 'post' });
  };
  return {
    isBusy: state !== 'idle',
    pause: (target) => send('pause', target, {}),
    resume: (target) => send('resume', target, {}),
    archive: (target) => send('archive', target, {}),
    restore: (target) => send('restore', target, {}),
    takeUpdate: (update) =>
      send('use_update', update, {
        galleryVersion: String(update.galleryVersion),
        base: String(update.version),
      }),
    keepVersion: (update) =>
      send('keep_version', update, { galleryVersion: String(update.galleryVersion) }),
  };
}
