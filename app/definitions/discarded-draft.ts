import type { DefinitionKind } from './definition-kind.ts';

/** The draft of a definition that was discarded. */
export type DiscardedDraft = {
  kind: DefinitionKind;
  key: string;
  content: unknown;
  /** Of the definition; null when it was never published, and is gone with its draft. */
  liveVersion: number | null;
};

/** The form that brings back a discarded draft. */
export function discardedDraftForm({
  kind,
  key,
  content,
  liveVersion,
}: DiscardedDraft): Record<string, string> {
  return {
    intent: 'save_draft',
    kind,
    key,
    content: JSON.stringify(content),
    revision: '0',
    base: liveVersion === null ? '' : String(liveVersion),
  };
}
