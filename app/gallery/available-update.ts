import type { PartChange } from '#app/definitions/definition-difference.ts';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { OfferedUpdate } from '#app/definitions/gallery-update.ts';

/** An update of the gallery with what it changes, in the words of the merchant. */
export type AvailableUpdate = OfferedUpdate & {
  kind: DefinitionKind;
  key: string;
  name: string;
  /** The live version that it would replace. */
  version: number;
  changes: PartChange[];
};
