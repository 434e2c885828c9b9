import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { afterFailedTry, type RandomSource } from '#app/effects/retry-policy.ts';
import { putOffDueEffects } from '#app/effects/store/due-effects.server.ts';
import {
  UNAUTHORIZED_PAUSE_MS,
  type UnansweredOutcome,
} from '#app/effects/unanswered-effect.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { userErrorText } from '#app/shopify/admin-response.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { gidOf } from '#app/shopify/gid.ts';
import { tagsAdd } from '#app/shopify/operations/tags-add.ts';
import { tagsRemove } from '#app/shopify/operations/tags-remove.ts';
import { isSameTag } from '#app/shopify/tag-name.ts';
import { planTags } from './plan-tags.server.ts';
import { loadPendingTags, completeTags } from './pending-tags.server.ts';
import type { CompletedTag, PendingTag } from './pending-tags.ts';
import { tagsBefore, type SilentAnswer } from './tags-before.server.ts';
import { insertCustomerTags } from './store/customer-tags.server.ts';
import { deleteEndedTags, dueSegmentTags, noteCompared } from './store/segment-tags.server.ts';

/** Comparing all of a segment finds what no single change shows: people merged, split or erased. */
const COMPARED_EVERY_MS = HOUR;
/** Chunks after which other jobs get their turn. */
const MOST_CHUNKS = 20;

/** Customers in one chunk, and sent at the same time. */
const CHUNK_SIZE = 50;
const AT_ONCE = 5;

/** After a change that got no answer the rest waits for so long: it may be Shopify, and not the customer. */
const SILENT_PAUSE_MS = MINUTE;

/** What came of one customer's tag. */
type TagSyncResult = Pick<CompletedTag, 'state' | 'dueAt' | 'reason' | 'answer' | 'isOurs'>;

/** What syncing needs from the process around it. */
type TagServices = AdminContext & { random: RandomSource };

/** Plans the changes itself, from who is in the segments: decision 0056. */
export const syncTagExecutor: EffectExecutor<'sync_tag', TagServices> = {
  works: 'by itself',
  run: syncTags,
};

const DENIED: TagSyncResult = {
  state: 'failed',
  reason: null,
  answer: 'Shopify does not allow this app to change customers.',
  isOurs: null,
};

/**
 * Syncs the tags of a shop's customers with its segments: compares all members where that is due, then sends Shopify
 * what waits, for a minute or two.
 * @returns after how many milliseconds to go on with what still waits; null when nothing does
 */
async function syncTags(services: TagServices, shopId: string): Promise<number | null> {
  const { pool, clock } = services;
  await inShop(pool, shopId, (client) => compareTags(client, shopId, clock.now()));
  for (let chunks = 0; chunks < MOST_CHUNKS; chunks += 1) {
    const pause = await syncPendingTags(services, shopId);
    if (pause !== 0) return pause;
  }
  return 0;
}

async function compareTags(client: ShopClient, shopId: string, now: number): Promise<void> {
  const due = await dueSegmentTags(client, shopId, now - COMPARED_EVERY_MS);
  for (const segmentKey of due) {
    await planTags(client, shopId, { segmentKey }, now);
    await noteCompared(client, shopId, segmentKey, now);
  }
  await deleteEndedTags(client, shopId);
}

/**
 * Sends Shopify the next tags that are to be added or removed. What is right is asked again at this moment, so it does
 * not matter in which order people came and went, or how often this is repeated. Before a tag is put it is noted
 * that it is ours; a customer who had it already got it from the shop's staff, who alone may take it away.
 * @returns as `syncTags`; 0 to go on with the next
 */
async function syncPendingTags(services: TagServices, shopId: string): Promise<number | null> {
  const { pool, admin, clock, logger } = services;
  const pending = await inShop(pool, shopId, (client) =>
    loadPendingTags(client, shopId, { limit: CHUNK_SIZE, now: clock.now() }),
  );
  if (pending.length === 0) return null;
  const { silent, answer: before } = await tagsBefore(admin, pending);
  const completed = silent.map(({ one, answer }) => tryTagAgain(one, answer, services));
  const answered = pending.filter((one) => !silent.some((other) => other.one === one));
  if (before.outcome === 'denied')
    return await save(services, shopId, [...completed, ...answered.map(denied)], 0);
  if (before.outcome !== 'ok' && before.outcome !== 'redacted')
    return await save(services, shopId, completed, pauseAfter(before));
  const foreign = new Set(
    answered.filter((one) => isForeign(one, before.data)).map(({ key }) => key),
  );
  await inShop(pool, shopId, (client) => noteOurs(client, shopId, answered, foreign, clock.now()));
  let pause = 0;
  for (let start = 0; start < answered.length && pause === 0; start += AT_ONCE) {
    const some = answered.slice(start, start + AT_ONCE);
    const answers = await Promise.all(
      some.map(async (one) => ({ one, result: await sendTag(admin, one, foreign.has(one.key)) })),
    );
    for (const { one, result } of answers) {
      if ('state' in result) completed.push({ ...one, ...result });
      else pause = Math.max(pause, pauseAfter(result));
      if ('outcome' in result && result.outcome === 'failed')
        completed.push(tryTagAgain(one, result, services));
    }
  }
  logger.info({ shop: admin.shop, tags: completed.length }, 'customer tags sent to Shopify');
  return await save(services, shopId, completed, pause);
}

/**
 * Notes what came of some tags, and puts off the rest for the length of a pause.
 * @param pause milliseconds; 0 for none
 * @returns the pause
 */
async function save(
  { pool, clock }: TagServices,
  shopId: string,
  completed: readonly CompletedTag[],
  pause: number,
): Promise<number> {
  const now = clock.now();
  await inShop(pool, shopId, async (client) => {
    await completeTags(client, shopId, completed, now);
    if (pause > 0) await putOffDueEffects(client, shopId, 'sync_tag', now, now + pause);
  });
  return pause;
}

/** For how long nothing more is sent, milliseconds. */
function pauseAfter(answer: UnansweredOutcome): number {
  switch (answer.outcome) {
    case 'throttled':
      return Math.max(1, answer.retryAfterMs);
    case 'unauthorized':
      return UNAUTHORIZED_PAUSE_MS;
    case 'failed':
      return SILENT_PAUSE_MS;
  }
}

/** A tag to which Shopify gave no usable answer is tried again as its kind says. */
function tryTagAgain(
  one: PendingTag,
  { reason: answer }: SilentAnswer,
  { clock, random }: TagServices,
): CompletedTag {
  const next = afterFailedTry(retryPolicyOf('sync_tag'), one.attempts + 1, clock.now(), random);
  return { ...one, ...next, reason: 'shopify_unavailable', answer, isOurs: null };
}

function denied(one: PendingTag): CompletedTag {
  return { ...one, ...DENIED };
}

function isForeign({ wanted, tagged, customerId, tag }: PendingTag, before: Map<string, string[]>) {
  if (!wanted || tagged !== null) return false;
  return (before.get(gidOf('Customer', customerId)) ?? []).some((known) => isSameTag(known, tag));
}

async function noteOurs(
  client: ShopClient,
  shopId: string,
  pending: readonly PendingTag[],
  foreign: ReadonlySet<string>,
  now: number,
): Promise<void> {
  const fresh = pending.filter(
    ({ key, wanted, tagged }) => wanted && tagged === null && !foreign.has(key),
  );
  await insertCustomerTags(client, shopId, fresh, now);
}

async function sendTag(
  admin: AdminClient,
  { customerId, tag, wanted, tagged }: PendingTag,
  isTheirs: boolean,
): Promise<TagSyncResult | UnansweredOutcome> {
  if (isTheirs) return skipped('tagged_by_shop');
  if (wanted && tagged === 'confirmed') return skipped('tagged_already');
  if (!wanted && tagged === null) return skipped('left_segment');
  const change = wanted ? tagsAdd : tagsRemove;
  const answer = await change(admin, gidOf('Customer', customerId), [tag]);
  switch (answer.outcome) {
    case 'ok':
    case 'redacted':
      return { state: 'done', reason: null, answer: null, isOurs: wanted };
    case 'user_errors': {
      const said = userErrorText(answer.errors);
      // A customer who is gone, or who cannot be tagged, has no tag of ours.
      return { state: wanted ? 'failed' : 'done', reason: null, answer: said, isOurs: false };
    }
    case 'denied':
      return wanted ? { ...DENIED, isOurs: false } : DENIED;
    case 'throttled':
    case 'unauthorized':
    case 'failed':
      return answer;
  }
}

function skipped(reason: string): TagSyncResult {
  return { state: 'skipped', reason, answer: null, isOurs: null };
}
