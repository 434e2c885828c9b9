import type { ShopClient } from '#app/platform/db.server.ts';
import { runUncompiled } from '#app/platform/transaction-settings.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import { saveNextChanges, saveStage } from '#app/profiles/store/next-changes.server.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { STAGES } from '#app/segments/ready/lifecycle.ts';
import { mayChange } from '#app/segments/may-change.ts';
import { nextChangeAt } from '#app/segments/next-change.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { wholePredicates } from '#app/segments/predicate-digests.ts';
import {
  loadMatching,
  updateMembers,
  type SegmentScope,
  type Span,
} from '#app/segments/store/update-members.server.ts';
import { findPeopleInJourneys } from '#app/journeys/store/runs.server.ts';
import type { Policy } from '#app/engine/decide/policy.ts';

/**
 * Brings the members of segments up to date whose predicates changed, for some of the people, and notes when time
 * will next change a result. The database evaluates the predicates; only people whose result time may change are
 * read. Nothing is written for the others.
 * @returns people on whom nothing was decided, because a run of theirs may end by it
 */
export async function buildSegments(
  client: ShopClient,
  shopId: string,
  policy: Policy,
  keys: ReadonlySet<string>,
  span: Span,
  now: number,
): Promise<string[]> {
  await runUncompiled(client);
  const deferred = await peopleInJourneys(client, shopId, policy, keys, span);
  const scope: SegmentScope = { model: policy.model, span, deferred, now };
  const predicates = wholePredicates(policy);
  for (const key of keys) {
    const predicate = predicates.get(key) ?? null;
    const entered = await updateMembers(client, shopId, scope, key, predicate);
    const ids = entered.map(({ id }) => id);
    if (ids.length > 0 && STAGES.some((stage) => stage.key === key))
      await saveStage(client, shopId, key, ids);
    if (predicate) await noteNextChanges(client, shopId, scope, predicate);
  }
  return deferred;
}

/** People with a run of a journey that a change in one of these segments ends. */
async function peopleInJourneys(
  client: ShopClient,
  shopId: string,
  { journeys, earlierJourneys = [] }: Policy,
  keys: ReadonlySet<string>,
  span: Span,
): Promise<string[]> {
  const exiting = [...journeys, ...earlierJourneys].filter(({ exitConditions = [] }) =>
    exitConditions.some(({ segment }) => keys.has(segment)),
  );
  if (exiting.length === 0) return [];
  const people = await findPeopleInJourneys(client, shopId, exiting, span);
  return people.map(({ id }) => id);
}

/** Notes for which people time alone will change the result sooner than anything known so far. */
async function noteNextChanges(
  client: ShopClient,
  shopId: string,
  scope: SegmentScope,
  predicate: Predicate,
): Promise<void> {
  const timed = mayChange(predicate);
  if (timed === null) return;
  const matching = await loadMatching(client, shopId, scope, timed);
  const sooner = matching.flatMap(({ id, due, state, prediction, memberships }) => {
    const facts = segmentFacts(scope.model, savedProfile(state), prediction, new Set(memberships));
    const at = nextChangeAt(predicate, facts, scope.now);
    return at !== null && (due === null || at < due) ? [{ id, at }] : [];
  });
  if (sooner.length > 0) await saveNextChanges(client, shopId, sooner);
}
