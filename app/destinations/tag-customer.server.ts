import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { gidOf } from '#app/shopify/gid.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { tagsAdd } from '#app/shopify/operations/tags-add.ts';
import { tagsRemove } from '#app/shopify/operations/tags-remove.ts';
import { customerChangeOutcome } from './customer-change.server.ts';

/** Adds tags to customers in Shopify and removes them, as journeys ask. A tag that is there already stays as it is. */
export const tagCustomerExecutor: EffectExecutor<
  'tag_customer',
  Pick<AdminContext, 'admin' | 'logger'>
> = {
  works: 'one by one',
  async execute({ payload: { customerId, tag, change } }, { admin, logger }) {
    const send = change === 'add' ? tagsAdd : tagsRemove;
    const answer = await send(admin, gidOf('Customer', customerId), [tag]);
    logger.info({ shop: admin.shop, change, outcome: answer.outcome }, 'customer tag of a journey');
    return customerChangeOutcome(answer);
  },
};
