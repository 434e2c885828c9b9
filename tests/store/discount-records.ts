import type { ShopifyId } from './shop-records.ts';

/** A discount with codes that can be used once each. */
export type StoreDiscount = {
  id: ShopifyId;
  title: string;
  value:
    | { kind: 'percentage'; share: number }
    | { kind: 'amount'; minor: number }
    | { kind: 'shipping' };
  startsAt: number;
  oncePerCustomer: boolean;
};

/** A code of a discount, in the case it was made in. */
export type StoreDiscountCode = {
  id: ShopifyId;
  code: string;
  discountId: ShopifyId;
  uses: number;
};

/** Codes that are added in bulk. */
export type StoreBulkCreation = {
  id: ShopifyId;
  discountId: ShopifyId;
  codes: { code: string; problem: string | null }[];
  /** How often it was asked for: it is over when it is asked for again. */
  asked: number;
};

/** Codes that are deleted in bulk. */
export type StoreBulkDeletion = {
  id: ShopifyId;
  codeIds: Set<ShopifyId>;
  /** How often it was asked for: it is over, and the codes are gone, when it is asked for again. */
  asked: number;
};
