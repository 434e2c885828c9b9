import type { SavedLifetimeModel, LifetimeEvidence } from '#app/predictions/model/evidence.ts';

/** A version of a shop's models. `fittedAt` is epoch milliseconds. */
export type LifetimeModelVersion = {
  version: number;
  model: SavedLifetimeModel;
  evidence: LifetimeEvidence;
  inUse: boolean;
  fittedAt: number;
};

/** What the list of models can be sorted by. */
export const MODEL_SORTS = ['version'] as const;

export type ModelSort = (typeof MODEL_SORTS)[number];
