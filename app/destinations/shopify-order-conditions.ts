import { toDecimal } from '#app/lib/money.ts';
import { isDay } from '#app/lib/shop-day.ts';
import type {
  NumberComparison,
  DateCondition,
  KnownCondition,
  NumberCondition,
  Condition,
  WindowCondition,
} from '#app/segments/predicate.ts';
import {
  joinExpressions,
  expression,
  type TranslatedCondition,
  type Difference,
  type ShopCurrency,
} from './shopify-condition.ts';

type OrderField = 'orders' | 'customer_orders' | 'spent' | 'customer_spent' | 'last_order';
type OrderCondition = Extract<Condition, { field: string }> & { field: OrderField };

/** Shopify's name of each fact about orders, and what is counted otherwise there. */
const FACTS: Record<OrderField, { name: string; differences: Difference[] }> = {
  orders: { name: 'number_of_orders', differences: ['cancelled_orders'] },
  customer_orders: { name: 'number_of_orders', differences: [] },
  spent: { name: 'amount_spent', differences: ['amount_spent'] },
  customer_spent: { name: 'amount_spent', differences: [] },
  last_order: { name: 'last_order_date', differences: ['whole_days'] },
};

const OPERATORS: Record<NumberComparison, [holds: string, fails: string]> = {
  at_least: ['>=', '<'],
  at_most: ['<=', '>'],
  equal: ['=', '!='],
  not_equal: ['!=', '='],
  more_than: ['>', '<='],
  fewer_than: ['<', '>='],
};

/** Whether a condition is about orders in a way that Shopify may know. */
export function isOrderCondition(
  condition: Extract<Condition, { field: string }>,
): condition is OrderCondition {
  return Object.hasOwn(FACTS, condition.field);
}

/** A condition about orders in Shopify's language; null when it has none for it. */
export function translateOrderCondition(
  condition: OrderCondition,
  money: ShopCurrency,
): TranslatedCondition | null {
  const { name, differences } = FACTS[condition.field];
  const translated =
    condition.field === 'last_order'
      ? translateDayCondition(name, condition as WindowCondition | DateCondition | KnownCondition)
      : translateNumberCondition(name, condition as NumberCondition, money);
  return translated && { ...translated, differences };
}

function translateNumberCondition(
  name: string,
  condition: NumberCondition,
  money: ShopCurrency,
): Omit<TranslatedCondition, 'differences'> | null {
  const { currency = money.currency } = condition;
  if (currency !== money.currency) return null;
  const formatted = (value: number) =>
    name === 'amount_spent' ? toDecimal(value, currency) : String(value);
  if (condition.is === 'between') {
    const [least, most] = [formatted(condition.least), formatted(condition.most)];
    return {
      holds: joinExpressions('and', [
        expression(`${name} >= ${least}`),
        expression(`${name} <= ${most}`),
      ]),
      fails: joinExpressions('or', [
        expression(`${name} < ${least}`),
        expression(`${name} > ${most}`),
      ]),
    };
  }
  if (!Object.hasOwn(OPERATORS, condition.is)) return null;
  const [holds, fails] = OPERATORS[condition.is];
  const value = formatted(condition.value);
  return {
    holds: expression(`${name} ${holds} ${value}`),
    fails: expression(`${name} ${fails} ${value}`),
  };
}

/**
 * Shopify reads days in the shop's zone, as segments here do. Of customers without an order no window holds, so
 * whatever is denied of one holds for them.
 */
function translateDayCondition(
  name: string,
  condition: WindowCondition | DateCondition | KnownCondition,
): Omit<TranslatedCondition, 'differences'> | null {
  const none = expression(`${name} IS NULL`);
  const after = (day: string) => expression(`${name} >= ${day}`);
  const before = (day: string) => expression(`${name} < ${day}`);
  const until = (day: string) => expression(`${name} <= ${day}`);
  const past = (day: string) => expression(`${name} > ${day}`);
  switch (condition.is) {
    case 'known':
      return { holds: expression(`${name} IS NOT NULL`), fails: none };
    case 'unknown':
      return { holds: none, fails: expression(`${name} IS NOT NULL`) };
    case 'within':
    case 'before': {
      const day = daysAgo(condition.days);
      if (day === null) return null;
      return condition.is === 'within'
        ? { holds: after(day), fails: joinExpressions('or', [before(day), none]) }
        : { holds: before(day), fails: joinExpressions('or', [after(day), none]) };
    }
    case 'days_ago': {
      const [oldest, newest] = [daysAgo(condition.most), daysAgo(condition.least)];
      if (oldest === null || newest === null) return null;
      return {
        holds: joinExpressions('and', [after(oldest), before(newest)]),
        fails: joinExpressions('or', [before(oldest), after(newest), none]),
      };
    }
    case 'since':
    case 'until': {
      const { date } = condition;
      if (!isDay(date)) return null;
      return condition.is === 'since'
        ? { holds: after(date), fails: joinExpressions('or', [before(date), none]) }
        : { holds: until(date), fails: joinExpressions('or', [past(date), none]) };
    }
    case 'from_to': {
      const { from, to } = condition;
      if (!isDay(from) || !isDay(to)) return null;
      return {
        holds: joinExpressions('and', [after(from), until(to)]),
        fails: joinExpressions('or', [before(from), past(to), none]),
      };
    }
    default:
      return null;
  }
}

/** Shopify counts whole days back. */
function daysAgo(days: number): string | null {
  return Number.isInteger(days) && days >= 0 ? `-${String(days)}d` : null;
}
