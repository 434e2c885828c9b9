import type { CompletedEffect } from '#app/effects/due-effect.ts';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { afterFailedTry, type RandomSource } from '#app/effects/retry-policy.ts';
import { completeEffects } from '#app/effects/store/complete-effects.server.ts';
import { putOffDueEffects } from '#app/effects/store/due-effects.server.ts';
import { UNAUTHORIZED_PAUSE_MS } from '#app/effects/unanswered-effect.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { Heartbeat } from '#app/queue/heartbeat.server.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';

/** Shopify adds and deletes hundreds of codes within seconds. */
export const CODES_POLL_MS = 2 * SECOND;
/** After no answer the rest waits for so long. */
export const CODES_SILENT_PAUSE_MS = MINUTE;

/** What issuing and removing codes needs from the process around it. */
export type CodeServices = AdminContext & { heartbeat: Heartbeat; random: RandomSource };

export type RefusedOutcome = Exclude<AdminOutcome<unknown>, { outcome: 'ok' | 'redacted' }>;

/** For how long nothing is asked of Shopify about codes after such an answer, milliseconds. */
export function pauseAfter(answer: RefusedOutcome): number {
  if (answer.outcome === 'throttled') return Math.max(1, answer.retryAfterMs);
  return answer.outcome === 'unauthorized' ? UNAUTHORIZED_PAUSE_MS : CODES_SILENT_PAUSE_MS;
}

type CodeEffectKind = 'issue_code' | 'remove_code';

/** Puts off what is due of a kind. @returns the pause, milliseconds */
export async function putOffCodes(
  { pool, clock }: CodeServices,
  shopId: string,
  kind: CodeEffectKind,
  pause: number,
): Promise<number> {
  const now = clock.now();
  await inShop(pool, shopId, (client) => putOffDueEffects(client, shopId, kind, now, now + pause));
  return pause;
}

/** Has effects tried again, or fail after their last try. @param answer why Shopify did not do it */
export async function tryCodesAgain(
  { pool, clock, random }: CodeServices,
  shopId: string,
  kind: CodeEffectKind,
  effects: readonly { key: string; attempts: number }[],
  answer: string,
): Promise<void> {
  const now = clock.now();
  const tried = effects.map(({ key, attempts }) => ({
    key,
    reason: 'shopify_unavailable',
    answer,
    ...afterFailedTry(retryPolicyOf(kind), attempts + 1, now, random),
  }));
  await inShop(pool, shopId, (client) => completeEffects(client, shopId, tried, now));
}

/** Ends effects that will never be carried out. */
export async function failCodes(
  { pool, clock }: CodeServices,
  shopId: string,
  keys: readonly string[],
  why: { reason: string | null; answer: string | null },
): Promise<void> {
  const failed = keys.map((key): CompletedEffect => ({ key, state: 'failed', ...why }));
  await inShop(pool, shopId, (client) => completeEffects(client, shopId, failed, clock.now()));
}
