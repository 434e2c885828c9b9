/** Where a chain ends: how many entries there are, and the hash of the last. Kept separately from the entries. */
export type ChainEnd = { length: number; head: string | null };

/** What is wrong at a place of a chain. */
export type ChainBreak = {
  outcome: 'broken';
  seq: number;
  fault: 'missing' | 'altered' | 'unlinked';
};

/** What the verification of a chain found; `erased` counts its entries without their personal part. */
export type ChainCheck = { outcome: 'intact'; end: ChainEnd; erased: number } | ChainBreak;
