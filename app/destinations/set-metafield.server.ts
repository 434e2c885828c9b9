import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { actionValues } from '#app/journeys/actions/action-person.ts';
import { fillActionText } from '#app/journeys/actions/action-text.ts';
import { isMetafieldValue } from '#app/journeys/actions/metafield-value.ts';
import { loadActionSubject } from '#app/journeys/store/action-person.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { gidOf } from '#app/shopify/gid.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { metafieldsSet } from '#app/shopify/operations/metafields-set.ts';
import { customerChangeOutcome } from './customer-change.server.ts';

/** Sets metafields of customers in Shopify, with what is known of them at that moment. */
export const setMetafieldExecutor: EffectExecutor<
  'set_metafield',
  Pick<AdminContext, 'pool' | 'admin' | 'logger'>
> = {
  works: 'one by one',
  async execute({ profileId, payload }, { pool, admin, logger }, shopId) {
    const { customerId, namespace, key, type, journeyKey } = payload;
    const subject = await inShop(pool, shopId, (client) =>
      loadActionSubject(client, shopId, profileId, journeyKey),
    );
    if (subject === null) return { state: 'skipped', reason: 'person_unknown' };
    const values = actionValues(subject.person, subject.journey);
    const value = fillActionText(payload.value, values).trim();
    if (value === '') return { state: 'skipped', reason: 'empty_value' };
    if (!isMetafieldValue(type, value)) return { state: 'failed', reason: 'wrong_value' };
    const ownerId = gidOf('Customer', customerId);
    const answer = await metafieldsSet(admin, { ownerId, namespace, key, type, value });
    logger.info({ shop: admin.shop, outcome: answer.outcome }, 'customer metafield of a journey');
    return customerChangeOutcome(answer);
  },
};
