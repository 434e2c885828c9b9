import { z } from 'zod';
import { COUPON_MARKUP, COUPON_TEXT } from '#app/messages/blocks/shared-markup.ts';
import { BlockId, type EmailBlockRecord } from './block-record.ts';

const CouponBlock = z.strictObject({ id: BlockId, kind: z.literal('coupon') });
export type CouponBlock = z.infer<typeof CouponBlock>;

/** What the journey offers the reader, with the code and the way to use it; left out where it offered nothing. */
export const couponBlock: EmailBlockRecord<CouponBlock> = {
  label: 'Coupon',
  group: 'products',
  schema: CouponBlock,
  blank: (id) => ({ id, kind: 'coupon' }),
  markup: () => COUPON_MARKUP,
  text: () => COUPON_TEXT,
  shownIf: () => 'coupon',
};
