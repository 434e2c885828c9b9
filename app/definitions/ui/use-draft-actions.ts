import { useFetcher, useNavigate, useSubmit } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useRef } from 'react';
import type { DiscardOutcome, PublishOutcome } from '#app/definitions/definition-outcome.ts';
import { discardedDraftForm } from '#app/definitions/discarded-draft.ts';
import { definitionToast } from '#app/definitions/ui/definition-toast.ts';
import type { DraftSaver, SavedDraft } from './draft-saver.ts';
import type { DraftStore } from './draft-store.ts';
import type { DraftPlace } from './send-draft.ts';

/** What is done with a draft as a whole. */
export type DraftActions = { isBusy: boolean; publish: () => void; discard: () => void };

/** Publishes or discards what is drawn, says what came of it, and offers to bring a discarded draft back. */
export function useDraftActions<Content>(
  store: DraftStore<Content>,
  { kind, key, editor: address, list }: DraftPlace,
  saver: DraftSaver<Content>,
): DraftActions {
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const submit = useSubmit();
  const { data, state, submit: send } = useFetcher<PublishOutcome | DiscardOutcome>();
  const sent = useRef<SavedDraft<Content> | null>(null);

  async function act(intent: 'publish' | 'discard_draft') {
    const draft = await saver.flush();
    if (!draft) {
      bridge.toast.show('It could not be saved. See why above', { isError: true });
      return;
    }
    sent.current = draft;
    const base = draft.base === null ? '' : String(draft.base);
    const form = { intent, kind, key, revision: String(draft.revision), base };
    send(form, { method: 'post', action: address });
  }

  useEffect(() => {
    const draft = sent.current;
    if (!data || !draft || state !== 'idle') return;
    sent.current = null;
    if (data.outcome === 'discarded') {
      const { content, base: liveVersion } = draft;
      const again = discardedDraftForm({ kind, key, content, liveVersion });
      // It was never published, so that there is nothing any more: undoing leads back to it.
      const isGone = liveVersion === null;
      const stay = isGone ? {} : ({ navigate: false, fetcherKey: 'undo-discard' } as const);
      const undo = () => submit(again, { method: 'post', action: address, ...stay });
      bridge.toast.show('Draft discarded', { action: 'Undo', onAction: undo });
      if (isGone) navigate(list);
      return;
    }
    const { text, isError = false } = definitionToast(data);
    bridge.toast.show(text, { isError });
    if (data.outcome === 'published') saver.goOnFrom({ ...draft, revision: 0, base: data.version });
    if (data.outcome === 'invalid') store.setState({ problems: data.problems });
  }, [address, bridge, data, key, kind, list, navigate, saver, state, store, submit]);

  return {
    isBusy: state !== 'idle',
    publish: () => void act('publish'),
    discard: () => void act('discard_draft'),
  };
}
