import { isDay } from '#app/lib/shop-day.ts';
import type { ShopifyField } from '#app/segments/fields/shopify-field.ts';
import type { DateCondition, OrderCondition, WindowCondition } from '#app/segments/predicate.ts';
import { joinExpressions, expression, type TranslatedCondition } from './shopify-condition.ts';

/** A condition on a moment. */
type TimeCondition = WindowCondition | DateCondition | OrderCondition;

/**
 * A condition about a moment in Shopify's language; null when it has none for it. Shopify reads days in the shop's
 * zone, as segments here do. Of customers without the moment no window holds, so whatever is denied of one holds for
 * them.
 * @param field the moment there
 */
export function translateTimeCondition(
  { name }: ShopifyField,
  condition: TimeCondition,
): TranslatedCondition | null {
  const none = expression(`${name} IS NULL`);
  const after = (day: string) => expression(`${name} >= ${day}`);
  const before = (day: string) => expression(`${name} < ${day}`);
  const until = (day: string) => expression(`${name} <= ${day}`);
  const past = (day: string) => expression(`${name} > ${day}`);
  switch (condition.is) {
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
