/** How a version came to be. */
export type ModelOrigin = 'ready' | 'edited' | 'learned' | 'reverted';

/** A version of a shop's model; `madeAt` is null for the ready one that every shop starts with. */
export type ScoreModelVersion = {
  version: number;
  origin: ModelOrigin;
  note: string;
  madeBy: string;
  madeAt: number | null;
};
