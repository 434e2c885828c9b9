import { DEFINITION_KINDS, DEFINITION_LABELS } from '#app/definitions/definition-kind.ts';

/** What files hold: the definitions of a shop, its segments and its score model. */
export const TRANSFER_KINDS = [...DEFINITION_KINDS, 'segment', 'score_model'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** What the merchant calls one of each kind. */
export const TRANSFER_LABELS: Record<TransferKind, string> = {
  ...DEFINITION_LABELS,
  segment: 'Segment',
  score_model: 'Score model',
};

/** What the merchant calls several of each kind. */
export const TRANSFER_PLURALS: Record<TransferKind, string> = {
  journey: 'Journeys',
  email: 'Emails',
  banner: 'Banners',
  offer: 'Offers',
  segment: 'Segments',
  score_model: 'Score model',
};

/** One definition as a file has it. */
export type FileDefinition = { kind: TransferKind; key: string; content: unknown };

/** The definition that is meant, within a shop and within a file. */
export function transferId({ kind, key }: Pick<FileDefinition, 'kind' | 'key'>): string {
  return `${kind}:${key}`;
}
