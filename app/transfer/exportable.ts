import { z } from 'zod';
import type { RowOrder } from '#app/lib/arrange-rows.ts';
import {
  TRANSFER_KINDS,
  TRANSFER_LABELS,
  transferId,
  type FileDefinition,
  type TransferKind,
} from './file-definition.ts';
import type { CurrentDefinition } from './transfer-state.ts';

/** What is exported: all of some kinds, or one definition by its id. */
export type ExportChoice = { kinds: readonly TransferKind[]; id: string | null };

/** The choice in the address of a file. */
export const ExportQuery = z
  .object({
    kinds: z
      .string()
      .max(200)
      .default('')
      .transform((text) => text.split(',').filter((kind) => kind !== ''))
      .pipe(z.array(z.enum(TRANSFER_KINDS))),
    id: z.string().max(200).optional(),
  })
  .transform(({ kinds, id }): ExportChoice => ({ kinds, id: id ?? null }));

/** A definition in the list of what can be exported. */
export type ExportRow = {
  id: string;
  kind: TransferKind;
  label: string;
  name: string;
  key: string;
  state: 'live' | 'draft';
};

export const EXPORT_SORTS = ['name', 'kind', 'state'] as const;
export type ExportSort = (typeof EXPORT_SORTS)[number];

/** How the list is searched and sorted. */
export const EXPORT_ORDER: RowOrder<ExportRow, ExportSort> = {
  text: ({ name, label, key }) => `${name} ${label} ${key}`,
  by: { name: ({ name }) => name, kind: ({ label }) => label, state: ({ state }) => state },
};

/** What of a shop can be exported: nothing archived, and no segment that every shop has as it is. */
export function exportable(current: Iterable<CurrentDefinition>): CurrentDefinition[] {
  return [...current].filter(
    ({ kind, isShipped, isArchived, live, draft }) =>
      !isArchived && (live ?? draft) !== null && !(kind === 'segment' && isShipped),
  );
}

/** The rows of the list of what can be exported. */
export function exportRows(current: Iterable<CurrentDefinition>): ExportRow[] {
  return exportable(current).map((one) => ({
    id: transferId(one),
    kind: one.kind,
    label: TRANSFER_LABELS[one.kind],
    name: one.name,
    key: one.key,
    state: one.live ? 'live' : 'draft',
  }));
}

/** A definition as a file holds it. */
export function fileContentOf({ kind, key, live, draft }: CurrentDefinition): FileDefinition {
  return { kind, key, content: live ?? draft };
}
