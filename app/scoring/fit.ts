import { assertNever } from '#app/lib/assert-never.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { daysBetweenOrders, ordersKept, piecesPerOrder, shareReturned } from './bought.ts';
import type { FitCondition, FitRule, ScoreModel } from './model.ts';

type OrdersCondition = Extract<FitCondition, { orders: unknown }>;

/** What each condition on orders compares. */
const ORDER_FACTS: Record<OrdersCondition['orders'], (orders: ProfileState['orders']) => number> = {
  kept: ordersKept,
  pieces: piecesPerOrder,
  returned: (orders) => shareReturned(orders) * 100,
  gap: daysBetweenOrders,
};

/** Whether a fit rule's condition holds; what is not known never holds. */
export function fits(condition: FitCondition, state: ProfileState): boolean {
  if ('orders' in condition) {
    const known = ORDER_FACTS[condition.orders](state.orders);
    return condition.is === 'at_most' ? known <= condition.value : known >= condition.value;
  }
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

/**
 * The profile if a condition that does not hold did: the least that has to be known or to happen for it. Other
 * rules may hold or no longer hold then: who is in a country has one, and who is subscribed is not unsubscribed.
 * @param now when it became so, epoch milliseconds
 */
export function whereHolds(
  condition: FitCondition,
  state: ProfileState,
  now: number,
): ProfileState {
  if ('orders' in condition) return { ...state, orders: ordersWhere(condition, state.orders) };
  if ('consent' in condition) {
    const [value] = condition.values;
    if (value === undefined) return state;
    return { ...state, consent: { ...state.consent, [condition.consent]: { value, at: now } } };
  }
  const value = condition.is === 'known' ? ANYTHING : condition.values[0];
  return value === undefined ? state : { ...state, [condition.trait]: { value, at: now } };
}

function ordersWhere(
  { orders: about, value }: OrdersCondition,
  orders: ProfileState['orders'],
): ProfileState['orders'] {
  const kept = Math.max(1, ordersKept(orders));
  switch (about) {
    case 'kept':
      return { ...orders, placed: value + orders.cancelled };
    case 'pieces':
      return { ...orders, placed: kept + orders.cancelled, units: value * kept };
    case 'gap':
      return { ...orders, placed: 2, cancelled: 0, firstAt: 0, lastAt: 0 };
    case 'returned':
      return {
        ...orders,
        placed: 1,
        cancelled: 0,
        grossMinor: { '': 100 },
        refundedMinor: { '': value },
      };
  }
}

/** Stands for a value of which only counts that it is known; no list has it. */
const ANYTHING = '\u0000';

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
