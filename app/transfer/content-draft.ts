import type { PartChange } from '#app/definitions/definition-difference.ts';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import { transferKindOf } from './registry.ts';
import type { TransferState } from './transfer-state.ts';

/** A draft of an email or a banner, as it is published or discarded where it was imported. */
export type ContentDraft = {
  kind: DefinitionKind & ('email' | 'banner');
  key: string;
  name: string;
  /** What is different from the live version; all of it when there is none. */
  changes: PartChange[];
  revision: number;
  base: number | null;
};

/** The drafts of emails and banners of a shop, by their names. Journeys and offers have pages of their own. */
export function contentDrafts({ current, names }: TransferState): ContentDraft[] {
  return [...current.values()]
    .flatMap(({ kind, key, name, live, draft, revision, version, ...state }): ContentDraft[] => {
      if ((kind !== 'email' && kind !== 'banner') || draft === null) return [];
      if (state.isArchived && !state.isUnused) return [];
      const changes = transferKindOf(kind).changes(live, draft, names);
      return [{ kind, key, name, changes, revision, base: version }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
