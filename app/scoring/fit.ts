import { assertNever } from '#app/lib/assert-never.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import type { FitCondition, FitRule, ScoreModel } from './model.ts';

/** Whether a fit rule's condition holds; what is not known never holds. */
export function fits(condition: FitCondition, state: ProfileState): boolean {
  if ('orders' in condition) return state.orders.placed - state.orders.cancelled >= condition.value;
  if ('consent' in condition) {
    const consent = state.consent[condition.consent];
    return consent !== null && condition.values.includes(consent.value);
  }
  const trait = state[condition.trait];
  if (trait === null || trait.value === '') return false;
  switch (condition.is) {
    case 'known':
      return true;
    case 'one_of':
      return condition.values.includes(trait.value);
    default:
      return assertNever(condition);
  }
}

/** The rules that hold, in the order of the model. */
export function fitRules(model: ScoreModel, state: ProfileState): FitRule[] {
  return model.fit.filter((rule) => fits(rule.when, state));
}

/** The sum of the points of the rules that hold; may be negative or above 100. */
export function fitPoints(model: ScoreModel, state: ProfileState): number {
  let total = 0;
  for (const rule of model.fit) if (fits(rule.when, state)) total += rule.points;
  return total;
}
