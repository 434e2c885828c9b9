/** A discount with many single-use codes, as it is created. */
export type NewDiscount = {
  /** What the merchant's admin shows. */
  title: string;
  /** The code that it is created with, by which it is found again should the response get lost. */
  code: string;
  /** ISO 8601. */
  startsAt: string;
  /** What an order must come to before it applies, a decimal in the shop's currency; null for any. */
  minimumSubtotal: string | null;
  /** Whether it may be used together with other discounts. */
  combines: boolean;
  /** Whether a customer may use only one of its codes. */
  oncePerCustomer: boolean;
};

/** What a discount takes off: a share between 0 and 1, or an amount of the order or of one product, a decimal. */
export type DiscountValue =
  { percentage: number } | { amount: string } | { amount: string; productId: string };

/** What all discounts with codes are created with: each code can be used once. */
export function discountInput(discount: NewDiscount) {
  const { combines, minimumSubtotal, oncePerCustomer, ...given } = discount;
  return {
    ...given,
    context: { all: 'ALL' },
    usageLimit: 1,
    appliesOncePerCustomer: oncePerCustomer,
    combinesWith: {
      orderDiscounts: combines,
      productDiscounts: combines,
      shippingDiscounts: combines,
    },
    ...(minimumSubtotal === null
      ? {}
      : { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: minimumSubtotal } } }),
  };
}
