import { formatCount, ORDERS } from '#app/lib/format/count.ts';
import { formatAmounts } from '#app/lib/format/money.ts';
import type { PersonGlance } from './person-glance.ts';

/** What a person bought, in one line: `3 orders, £81.00 of all time`. */
export function ordersInBrief({ orders, spent }: Pick<PersonGlance, 'orders' | 'spent'>): string {
  if (orders === 0) return 'None so far';
  return `${[formatCount(orders, ORDERS), formatAmounts(spent)].filter(Boolean).join(', ')} of all time`;
}
