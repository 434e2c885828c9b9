import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { afterFailedTry, type RandomSource } from '#app/effects/retry-policy.ts';
import { completeEffects } from '#app/effects/store/complete-effects.server.ts';
import { putOffDueEffects } from '#app/effects/store/due-effects.server.ts';
import { UNAUTHORIZED_PAUSE_MS } from '#app/effects/unanswered-effect.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { Heartbeat } from '#app/queue/heartbeat.server.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';
import { discountRedeemCodeBulkAdd } from '#app/shopify/operations/discount-redeem-code-bulk-add.ts';
import { discountRedeemCodeBulkCreation } from '#app/shopify/operations/discount-redeem-code-bulk-creation.ts';
import { ensureDiscount } from './ensure-discount.server.ts';
import { nextCodesToIssue, type CodeGroup } from './next-codes-to-issue.server.ts';
import { settleCreation } from './settle-creation.server.ts';
import { forgetDiscount, listCreations, setCreation } from './store/offer-discounts.server.ts';

/** What issuing codes needs from the process around it. */
export type CodeServices = AdminContext & { heartbeat: Heartbeat; random: RandomSource };

/** Codes go to Shopify by the hundreds, which adds them in its own time. */
export const issueCodeExecutor: EffectExecutor<'issue_code', CodeServices> = {
  works: 'by itself',
  run: issueCodes,
};

/** Groups of codes after which other jobs get their turn. */
const MOST_GROUPS = 20;
/** Shopify adds hundreds of codes within seconds. */
const POLL_MS = 2 * SECOND;
/** After no answer the rest waits for so long. */
const SILENT_PAUSE_MS = MINUTE;

/**
 * Adds the codes that were reserved to the discounts of their offers, and lets go the messages that wait for them. Safe to
 * kill at any moment: what was added is found again.
 * @returns after how many milliseconds to go on; null when nothing waits
 */
async function issueCodes(services: CodeServices, shopId: string): Promise<number | null> {
  for (let groups = 0; groups < MOST_GROUPS; groups += 1) {
    const running = await settleCreations(services, shopId);
    if (running > 0) return await putOff(services, shopId, running);
    const group = await nextCodesToIssue(services, shopId);
    if (group === null) return null;
    const pause = group.codes.length === 0 ? 0 : await addGroup(services, shopId, group);
    if (pause > 0) return await putOff(services, shopId, pause);
  }
  return 1;
}

/** Notes what came of the bulk creations that are over. @returns for how long to wait for others, milliseconds; 0 when none is left */
async function settleCreations(services: CodeServices, shopId: string): Promise<number> {
  const { pool, admin } = services;
  const creations = await inShop(pool, shopId, (client) => listCreations(client, shopId));
  let pause = 0;
  for (const creation of creations) {
    const state = await discountRedeemCodeBulkCreation(admin, creation.creationId);
    if (state.outcome === 'denied' || state.outcome === 'user_errors') {
      // It will never be answered: its codes are asked for again, and fail with what Shopify says then.
      await inShop(pool, shopId, (client) => setCreation(client, shopId, creation, null));
      continue;
    }
    if (state.outcome !== 'ok' && state.outcome !== 'redacted') return pauseAfter(state);
    if (state.data === 'running') pause = POLL_MS;
    else {
      const isKnown = state.data === 'done';
      const unanswered = await settleCreation(services, shopId, creation, isKnown);
      if (unanswered !== null) return pauseAfter(unanswered);
    }
  }
  return pause;
}

/** Begins to add codes. @returns for how long to wait before anything else is tried, milliseconds; 0 to go on */
async function addGroup(services: CodeServices, shopId: string, group: CodeGroup): Promise<number> {
  const { pool, admin, logger } = services;
  const discount = await ensureDiscount(services, shopId, group.of);
  if (discount.outcome === 'gone') return await failGroup(services, shopId, group, 'offer_gone');
  if (discount.outcome !== 'ok' && discount.outcome !== 'redacted')
    return await afterRefusal(services, shopId, group, discount);
  const codes = group.codes.map(({ code }) => code);
  const added = await discountRedeemCodeBulkAdd(admin, discount.data, codes);
  switch (added.outcome) {
    case 'ok':
    case 'redacted':
      await inShop(pool, shopId, (client) => setCreation(client, shopId, group.of, added.data));
      logger.info({ shop: admin.shop, codes: codes.length }, 'codes sent to Shopify');
      return 0;
    case 'user_errors':
      // It may have been deleted in the admin; the next try looks for it again.
      await inShop(pool, shopId, (client) => forgetDiscount(client, shopId, group.of));
      await tryGroupAgain(services, shopId, group, userErrorText(added.errors));
      return SILENT_PAUSE_MS;
    default:
      return await afterRefusal(services, shopId, group, added);
  }
}

type RefusedOutcome = Exclude<AdminOutcome<unknown>, { outcome: 'ok' | 'redacted' }>;

function pauseAfter(answer: RefusedOutcome): number {
  if (answer.outcome === 'throttled') return Math.max(1, answer.retryAfterMs);
  return answer.outcome === 'unauthorized' ? UNAUTHORIZED_PAUSE_MS : SILENT_PAUSE_MS;
}

/** What follows when Shopify did not do it. @returns as `addGroup` */
async function afterRefusal(
  services: CodeServices,
  shopId: string,
  group: CodeGroup,
  answer: RefusedOutcome,
): Promise<number> {
  switch (answer.outcome) {
    case 'throttled':
    case 'unauthorized':
      return pauseAfter(answer);
    case 'denied':
      return await failGroup(
        services,
        shopId,
        group,
        null,
        'Shopify does not allow this app to create discounts.',
      );
    case 'user_errors':
      return await failGroup(services, shopId, group, null, userErrorText(answer.errors));
    case 'failed':
      await tryGroupAgain(services, shopId, group, answer.reason);
      return SILENT_PAUSE_MS;
  }
}

/** The codes stay reserved: tried again by staff they are issued, as long as their time is not over. */
async function failGroup(
  { pool, clock }: CodeServices,
  shopId: string,
  { codes }: CodeGroup,
  reason: string | null,
  answer: string | null = null,
): Promise<number> {
  const failed = codes.map(({ effectKey: key }) => {
    return { key, state: 'failed' as const, reason, answer };
  });
  await inShop(pool, shopId, (client) => completeEffects(client, shopId, failed, clock.now()));
  return 0;
}

async function tryGroupAgain(
  { pool, clock, random }: CodeServices,
  shopId: string,
  { codes }: CodeGroup,
  answer: string,
): Promise<void> {
  const now = clock.now();
  const tried = codes.map(({ effectKey: key, attempts }) => ({
    key,
    reason: 'shopify_unavailable',
    answer,
    ...afterFailedTry(retryPolicyOf('issue_code'), attempts + 1, now, random),
  }));
  await inShop(pool, shopId, (client) => completeEffects(client, shopId, tried, now));
}

async function putOff(
  { pool, clock }: CodeServices,
  shopId: string,
  pause: number,
): Promise<number> {
  const now = clock.now();
  await inShop(pool, shopId, (client) =>
    putOffDueEffects(client, shopId, 'issue_code', now, now + pause),
  );
  return pause;
}
