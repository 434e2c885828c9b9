import type { FitCondition, FitRule, ScoreModel } from '../model.ts';
import { retailModel } from '../retail-model.ts';

/**
 * What orders say of the next one, whatever rules a shop scores by: how many there were, how long ago (the fading
 * of the order's signal), in which rhythm, and how much is taken at a time. Recency, frequency and money are the
 * field's oldest predictors (Bult and Wansbeek, Marketing Science 14, 1995); the rhythm separates habit from chance.
 */
const CANDIDATE_FITS: readonly FitRule[] = [
  ...[1, 2, 3, 4, 6, 10].map((value) =>
    rule(value === 1 ? 'Has ordered' : `Has ordered ${String(value)} times`, {
      orders: 'kept',
      is: 'at_least',
      value,
    }),
  ),
  ...[14, 30, 60].map((value) =>
    rule(`Orders every ${String(value)} days or more often`, {
      orders: 'gap',
      is: 'at_most',
      value,
    }),
  ),
  ...[10, 50, 200].map((value) =>
    rule(`Orders ${String(value)} pieces at a time`, { orders: 'pieces', is: 'at_least', value }),
  ),
];

function rule(label: string, when: FitCondition): FitRule {
  return { label, when, points: 0 };
}

/**
 * A model with the rules that are candidates beside its own: those of the candidates that it has not, at no points, and
 * the order's signal.
 */
export function withCandidates(inUse: ScoreModel): ScoreModel {
  const asked = new Set(inUse.fit.map(({ when }) => JSON.stringify(when)));
  const hasOrders = inUse.signals.some(({ signal }) => signal === 'order_placed');
  return {
    ...inUse,
    signals: hasOrders
      ? inUse.signals
      : [
          ...inUse.signals,
          ...retailModel.signals.filter(({ signal }) => signal === 'order_placed'),
        ],
    fit: [...inUse.fit, ...CANDIDATE_FITS.filter(({ when }) => !asked.has(JSON.stringify(when)))],
  };
}
