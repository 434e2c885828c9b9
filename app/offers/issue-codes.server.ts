import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { userErrorText } from '#app/shopify/admin-response.ts';
import { discountRedeemCodeBulkAdd } from '#app/shopify/operations/discount-redeem-code-bulk-add.ts';
import { discountRedeemCodeBulkCreation } from '#app/shopify/operations/discount-redeem-code-bulk-creation.ts';
import {
  CODES_POLL_MS,
  CODES_SILENT_PAUSE_MS,
  failCodes,
  pauseAfter,
  putOffCodes,
  tryCodesAgain,
  type CodeServices,
  type RefusedOutcome,
} from './code-effects.server.ts';
import { completeCreation } from './complete-creation.server.ts';
import { ensureDiscount } from './ensure-discount.server.ts';
import { nextCodesToIssue, type CodeGroup } from './next-codes-to-issue.server.ts';
import { forgetDiscount, listCreations, setCreation } from './store/offer-discounts.server.ts';

/** Codes go to Shopify by the hundreds, which adds them in its own time. */
export const issueCodeExecutor: EffectExecutor<'issue_code', CodeServices> = {
  works: 'by itself',
  run: issueCodes,
};

/** Groups of codes after which other jobs get their turn. */
const MOST_GROUPS = 20;

/**
 * Adds the codes that were reserved to the discounts of their offers, and lets go the messages that wait for them. Safe to
 * kill at any moment: what was added is found again.
 * @returns after how many milliseconds to go on; null when nothing waits
 */
async function issueCodes(services: CodeServices, shopId: string): Promise<number | null> {
  for (let groups = 0; groups < MOST_GROUPS; groups += 1) {
    const running = await completeCreations(services, shopId);
    if (running > 0) return await putOffCodes(services, shopId, 'issue_code', running);
    const group = await nextCodesToIssue(services, shopId);
    if (group === null) return null;
    const pause = group.codes.length === 0 ? 0 : await addGroup(services, shopId, group);
    if (pause > 0) return await putOffCodes(services, shopId, 'issue_code', pause);
  }
  return 1;
}

/** Notes what came of the bulk creations that are over. @returns for how long to wait for others, milliseconds; 0 when none is left */
async function completeCreations(services: CodeServices, shopId: string): Promise<number> {
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
    if (state.data === 'running') pause = CODES_POLL_MS;
    else {
      const isKnown = state.data === 'done';
      const unanswered = await completeCreation(services, shopId, creation, isKnown);
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
      return CODES_SILENT_PAUSE_MS;
    default:
      return await afterRefusal(services, shopId, group, added);
  }
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
      return CODES_SILENT_PAUSE_MS;
  }
}

/** The codes stay reserved: tried again by staff they are issued, as long as their time is not over. */
async function failGroup(
  services: CodeServices,
  shopId: string,
  { codes }: CodeGroup,
  reason: string | null,
  answer: string | null = null,
): Promise<number> {
  const keys = codes.map(({ effectKey }) => effectKey);
  await failCodes(services, shopId, keys, { reason, answer });
  return 0;
}

async function tryGroupAgain(
  services: CodeServices,
  shopId: string,
  { codes }: CodeGroup,
  answer: string,
): Promise<void> {
  const effects = codes.map(({ effectKey: key, attempts }) => ({ key, attempts }));
  await tryCodesAgain(services, shopId, 'issue_code', effects, answer);
}
