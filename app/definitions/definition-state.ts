import type { DefinitionRow } from './store/definition-rows.ts';

/** Whether a definition is in use, out of use, or was never published. */
export type DefinitionState = 'live' | 'archived' | 'draft';

/** How a definition stands. */
export function definitionState({
  liveVersion,
  archivedAt,
}: Pick<DefinitionRow, 'liveVersion' | 'archivedAt'>): DefinitionState {
  if (liveVersion === null) return 'draft';
  return archivedAt === null ? 'live' : 'archived';
}
