import type { ScoreModel } from './model.ts';
import { retailModel } from './retail-model.ts';
import { wholesaleModel } from './wholesale-model.ts';

/** A model to start from. */
export type ReadyModel = { key: string; name: string; about: string; model: ScoreModel };

export const READY_MODELS: readonly ReadyModel[] = [
  {
    key: 'retail',
    name: 'Retail',
    about: 'People decide within days; who may be written to and has ordered suits best.',
    model: retailModel,
  },
  {
    key: 'wholesale',
    name: 'Wholesale',
    about: 'Companies decide within weeks; who applies, orders again and is a company suits best.',
    model: wholesaleModel,
  },
];
