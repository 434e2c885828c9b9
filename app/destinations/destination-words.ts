import type { ShopifyDifference } from '#app/segments/fields/shopify-field.ts';
import type { TagOutcome } from './segment-tags.ts';

/** What Shopify counts otherwise, for users who compare the sizes. */
export const DESTINATION_DIFFERENCES: Record<ShopifyDifference, string> = {
  cancelled_orders: 'Shopify counts cancelled orders as well.',
  amount_spent: 'Shopify counts the amount spent by its own rules, over all time.',
  whole_days: 'Shopify counts whole days in the time zone of the shop.',
  every_address: 'Shopify looks at all addresses of a customer, Tendril at the newest.',
};

/** Why a tag was not taken; null when it was. */
export function tagProblem(outcome: TagOutcome): string | null {
  switch (outcome.outcome) {
    case 'enabled':
      return null;
    case 'taken':
      return 'Another segment is synced with this tag. Choose another name.';
    case 'other_tag':
      return `The tag “${outcome.tag}” is still being removed. Wait until that is done.`;
    case 'invalid':
      return {
        empty: 'Type a name for the tag.',
        comma: 'A comma would make it two tags. Leave it out.',
        too_long: 'Shopify accepts at most 255 characters.',
      }[outcome.problem];
  }
}
