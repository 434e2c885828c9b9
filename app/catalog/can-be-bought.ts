/** The status of a product that was deleted in Shopify, which has no such status. */
export const DELETED = 'deleted';

/**
 * Whether a variant can be bought, in SQL: something is in stock, it may be sold without, or its stock is not counted.
 * What is not known of it does not hold it back; of a variant with nothing in stock it must be known. Stands where
 * `variant` is a row, or the nulls of a left join.
 */
export const VARIANT_CAN_BE_BOUGHT = `(coalesce(variant.inventory, 1) > 0
  or coalesce(variant.policy = 'continue', false) or not coalesce(variant.tracked, true))`;

/**
 * Whether a line of a cart can be bought: the product is on sale, be it listed or not, and so is its variant. Stands
 * where `product` is a row and `variant` one or the nulls of a left join.
 */
export const LINE_CAN_BE_BOUGHT = `(lower(product.status) in ('active', 'unlisted') and ${VARIANT_CAN_BE_BOUGHT})`;

/** Whether a product can be recommended: listed in the online store, and a variant of it can be bought. */
export const PRODUCT_CAN_BE_SHOWN = `(lower(product.status) = 'active' and product.published
  and exists (select from variant where variant.shop_id = product.shop_id and variant.product_id = product.id
    and ${VARIANT_CAN_BE_BOUGHT}))`;
