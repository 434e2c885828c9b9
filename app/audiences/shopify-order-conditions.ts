import { toDecimal } from '#app/lib/money.ts';
import { isDay } from '#app/lib/shop-day.ts';
import type {
  Comparison,
  DateQuestion,
  KnownQuestion,
  NumberQuestion,
  Question,
  WindowQuestion,
} from '#app/segments/predicate.ts';
import { joined, one, type Condition, type Difference, type Money } from './shopify-condition.ts';

type OrderField = 'orders' | 'customer_orders' | 'spent' | 'customer_spent' | 'last_order';
type OrderQuestion = Extract<Question, { field: string }> & { field: OrderField };

/** Shopify's name of each fact about orders, and what is counted otherwise there. */
const FACTS: Record<OrderField, { name: string; differences: Difference[] }> = {
  orders: { name: 'number_of_orders', differences: ['cancelled_orders'] },
  customer_orders: { name: 'number_of_orders', differences: [] },
  spent: { name: 'amount_spent', differences: ['amount_spent'] },
  customer_spent: { name: 'amount_spent', differences: [] },
  last_order: { name: 'last_order_date', differences: ['whole_days'] },
};

const OPERATORS: Record<Comparison, [holds: string, fails: string]> = {
  at_least: ['>=', '<'],
  at_most: ['<=', '>'],
  equal: ['=', '!='],
  not_equal: ['!=', '='],
  more_than: ['>', '<='],
  fewer_than: ['<', '>='],
};

/** Whether a question is about orders in a way that Shopify may know. */
export function isOrder(question: Extract<Question, { field: string }>): question is OrderQuestion {
  return Object.hasOwn(FACTS, question.field);
}

/** A question about orders in Shopify's language; null when it has none for it. */
export function orderCondition(question: OrderQuestion, money: Money): Condition | null {
  const { name, differences } = FACTS[question.field];
  const condition =
    question.field === 'last_order'
      ? dayCondition(name, question as WindowQuestion | DateQuestion | KnownQuestion)
      : numberCondition(name, question as NumberQuestion, money);
  return condition && { ...condition, differences };
}

function numberCondition(
  name: string,
  question: NumberQuestion,
  money: Money,
): Omit<Condition, 'differences'> | null {
  const { currency = money.currency } = question;
  if (currency !== money.currency) return null;
  const written = (value: number) =>
    name === 'amount_spent' ? toDecimal(value, currency) : String(value);
  if (question.is === 'between') {
    const [least, most] = [written(question.least), written(question.most)];
    return {
      holds: joined('and', [one(`${name} >= ${least}`), one(`${name} <= ${most}`)]),
      fails: joined('or', [one(`${name} < ${least}`), one(`${name} > ${most}`)]),
    };
  }
  if (!Object.hasOwn(OPERATORS, question.is)) return null;
  const [holds, fails] = OPERATORS[question.is];
  const value = written(question.value);
  return { holds: one(`${name} ${holds} ${value}`), fails: one(`${name} ${fails} ${value}`) };
}

/**
 * Shopify reads days in the shop's zone, as segments here do. Of customers without an order no window holds, so
 * whatever is denied of one holds for them.
 */
function dayCondition(
  name: string,
  question: WindowQuestion | DateQuestion | KnownQuestion,
): Omit<Condition, 'differences'> | null {
  const none = one(`${name} IS NULL`);
  const after = (day: string) => one(`${name} >= ${day}`);
  const before = (day: string) => one(`${name} < ${day}`);
  const until = (day: string) => one(`${name} <= ${day}`);
  const past = (day: string) => one(`${name} > ${day}`);
  switch (question.is) {
    case 'known':
      return { holds: one(`${name} IS NOT NULL`), fails: none };
    case 'unknown':
      return { holds: none, fails: one(`${name} IS NOT NULL`) };
    case 'within':
    case 'before': {
      const day = daysAgo(question.days);
      if (day === null) return null;
      return question.is === 'within'
        ? { holds: after(day), fails: joined('or', [before(day), none]) }
        : { holds: before(day), fails: joined('or', [after(day), none]) };
    }
    case 'days_ago': {
      const [oldest, newest] = [daysAgo(question.most), daysAgo(question.least)];
      if (oldest === null || newest === null) return null;
      return {
        holds: joined('and', [after(oldest), before(newest)]),
        fails: joined('or', [before(oldest), after(newest), none]),
      };
    }
    case 'since':
    case 'until': {
      const { date } = question;
      if (!isDay(date)) return null;
      return question.is === 'since'
        ? { holds: after(date), fails: joined('or', [before(date), none]) }
        : { holds: until(date), fails: joined('or', [past(date), none]) };
    }
    case 'from_to': {
      const { from, to } = question;
      if (!isDay(from) || !isDay(to)) return null;
      return {
        holds: joined('and', [after(from), until(to)]),
        fails: joined('or', [before(from), past(to), none]),
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
