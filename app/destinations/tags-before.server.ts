import type { UnansweredOutcome } from '#app/effects/unanswered-effect.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';
import { gidOf } from '#app/shopify/gid.ts';
import { customerTags } from '#app/shopify/operations/customer-tags.ts';
import type { PendingTag } from './pending-tags.ts';

/** Shopify gave no usable answer. */
export type SilentAnswer = Extract<UnansweredOutcome, { outcome: 'failed' }>;

/** The tags of customers before any of ours, by the customers' global ids. */
type TagsAnswer = Exclude<AdminOutcome<Map<string, string[]>>, { outcome: 'user_errors' }>;

/** The changes about one customer, of whom alone Shopify gives no tags. */
type SilentChange = { one: PendingTag; answer: SilentAnswer };

/**
 * Asks for the tags of those who get one for the first time. Where there is no answer for all of them, one customer may be
 * at fault: that one is found by halves, and the others are asked for once more without it.
 * @returns the answer about all changes that are not among the `silent`, which get none
 */
export async function tagsBefore(
  admin: AdminClient,
  pending: readonly PendingTag[],
): Promise<{ silent: SilentChange[]; answer: TagsAnswer }> {
  const fresh = pending.filter(({ wanted, tagged }) => wanted && tagged === null);
  const answer = await tagsOf(admin, fresh);
  if (answer.outcome !== 'failed') return { silent: [], answer };
  const found = await findSilent(admin, fresh, answer);
  if (found.outcome !== 'failed') return { silent: [], answer: found };
  const isTheirs = ({ customerId }: PendingTag) => customerId === found.customerId;
  const silent = fresh.filter(isTheirs).map((one) => ({ one, answer: found }));
  return {
    silent,
    answer: await tagsOf(
      admin,
      fresh.filter((one) => !isTheirs(one)),
    ),
  };
}

async function tagsOf(admin: AdminClient, fresh: readonly PendingTag[]): Promise<TagsAnswer> {
  if (fresh.length === 0) return { outcome: 'ok', data: new Map() };
  const gids = fresh.map(({ customerId }) => gidOf('Customer', customerId));
  const answer = await customerTags(admin, [...new Set(gids)]);
  // Of a question there are none.
  if (answer.outcome !== 'user_errors') return answer;
  return { outcome: 'failed', reason: userErrorText(answer.errors) };
}

/**
 * The first of some customers to whom alone there is no answer.
 * @param answer that there was none for all of them
 * @returns another answer when Shopify takes nothing from the shop any more
 */
async function findSilent(
  admin: AdminClient,
  fresh: readonly PendingTag[],
  answer: SilentAnswer,
): Promise<
  | (SilentAnswer & { customerId: string })
  | Extract<TagsAnswer, { outcome: 'throttled' | 'unauthorized' | 'denied' }>
> {
  let some = fresh;
  let last = answer;
  while (some.length > 1) {
    const half = some.slice(0, Math.ceil(some.length / 2));
    const next = await tagsOf(admin, half);
    if (next.outcome === 'failed') [some, last] = [half, next];
    else if (next.outcome === 'ok' || next.outcome === 'redacted') some = some.slice(half.length);
    else return next;
  }
  const [{ customerId } = { customerId: '' }] = some;
  return { ...last, customerId };
}
