import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { TransferKind } from './file-definition.ts';

/** A definition of the shop as it is, its contents as they were read. */
export type CurrentDefinition = {
  kind: TransferKind;
  key: string;
  name: string;
  /** What is in use; null while there is only a draft. */
  live: object | null;
  draft: object | null;
  /** The revision of the draft, 0 without one, and the live version; null where there is none. */
  revision: number;
  version: number | null;
  isArchived: boolean;
  /** It was copied from the gallery and never in use; it is archived then. */
  isUnused: boolean;
  /** It is as the app ships it, so that every shop has it. */
  isShipped: boolean;
};

/** What a shop has of what files hold. */
export type TransferState = {
  /** By the ids of `transferId`. */
  current: ReadonlyMap<string, CurrentDefinition>;
  names: DefinitionNames;
  /** The keys of Shopify's segments that the shop uses. */
  shopifySegments: ReadonlySet<string>;
};

/** Keys of the segments in use by their names in small letters. */
export function segmentKeysByName({
  current,
}: Pick<TransferState, 'current'>): Map<string, string> {
  const inUse = [...current.values()].filter((one) => one.kind === 'segment' && !one.isArchived);
  return new Map(inUse.map(({ name, key }) => [name.toLowerCase(), key]));
}
