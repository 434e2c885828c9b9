import type { ModelForm } from './model-form.ts';
import type { ScoreModel } from './model.ts';
import { retailModel } from './retail-model.ts';
import { wholesaleModel } from './wholesale-model.ts';

/** A model to start from. */
export type ReadyModel = { key: string; name: string; about: string; model: ScoreModel };

/** A model to start from, as the editor takes it over. */
export type ReadyModelForm = Omit<ReadyModel, 'model'> & { form: ModelForm };

export const READY_MODELS: readonly ReadyModel[] = [
  {
    key: 'retail',
    name: 'Retail',
    about: 'People decide within days; people who may get marketing and have ordered suit best.',
    model: retailModel,
  },
  {
    key: 'wholesale',
    name: 'Wholesale',
    about: 'Companies decide within weeks; companies that apply and order again suit best.',
    model: wholesaleModel,
  },
];
