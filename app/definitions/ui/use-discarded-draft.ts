import { useNavigate, useSubmit } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useRef } from 'react';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import { discardedDraftForm } from '#app/definitions/discarded-draft.ts';

/** A definition as its page shows it. */
type ShownDefinition = { key: string; content: unknown; liveVersion: number | null };

/**
 * Offers to bring back the draft of a definition that was discarded. One that was never published is gone with its draft: the
 * page leads to the list, and undoing leads back.
 * @param list the address of the list of its kind, below which each has its page
 * @param outcome of the last change; another object each time
 * @param definition as the page shows it: before the fresh page is there, with the draft
 */
export function useDiscardedDraft(
  kind: DefinitionKind,
  list: string,
  outcome: { outcome: string } | undefined,
  definition: ShownDefinition,
): void {
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const submit = useSubmit();
  const shown = useRef(definition);
  const handled = useRef(outcome);
  useEffect(() => {
    const draft = shown.current;
    shown.current = definition;
    if (outcome === handled.current) return;
    handled.current = outcome;
    if (outcome?.outcome !== 'discarded') return;
    const { key, content, liveVersion } = draft;
    const isGone = liveVersion === null;
    const again = discardedDraftForm({ kind, key, content, liveVersion });
    const stay = isGone ? {} : ({ navigate: false, fetcherKey: `undo-${key}` } as const);
    bridge.toast.show('Draft discarded', {
      action: 'Undo',
      onAction: () => submit(again, { method: 'post', action: `${list}/${key}`, ...stay }),
    });
    if (isGone) navigate(list);
  }, [bridge, navigate, kind, list, definition, outcome, submit]);
}
