import { idOf } from '#app/lib/ids.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import type { Rules } from './assess.ts';
import { tierSegments } from './ready/tiers.ts';
import { lifecycle } from './ready/lifecycle.ts';
import type { Predicate } from './predicate.ts';
import { conditionsOf } from './conditions/conditions-of.ts';
import { rfm } from './ready/rfm.ts';
import { toSql } from './compile/to-sql.ts';
import { traderTier } from './ready/trader-tier.ts';

/** What rules come to, short enough to keep: a text for the model, and one for each segment's predicate. */
export type Digests = { model: string; questions: Record<string, string> };

/** What changed between two rules. */
export type RulesChange = {
  /** Whether people are scored otherwise. */
  model: boolean;
  /** The segments whose members may be others, those that are gone as well. */
  keys: ReadonlySet<string>;
};

/** Whole predicates by the key of their segment, without references. */
export function wholePredicates(rules: Rules): Map<string, Predicate> {
  const groups = [...tierSegments(rules.lifecycle ?? lifecycle), ...tierSegments(rules.rfm ?? rfm)];
  return new Map(
    [...groups, ...(rules.segments ?? [])].map(({ key, predicate }) => [key, predicate]),
  );
}

/**
 * The digests of rules. A predicate on the score is another when the model is; one on what is predicted is
 * another with every version of the rules, because it is predicted again before these change. What else makes people
 * due by time counts as part of the model, so that they are all looked at again.
 * @param version that of the policy
 */
export function digestsOf(rules: Rules, version: number): Digests {
  const { timed = [] } = rules;
  const model = idOf('model', JSON.stringify({ ...rules.model, version: 0 }), ...timed);
  const digests = [...wholePredicates(rules)].map(([key, predicate]): [string, string] => {
    const about = [
      ...(asksScore(predicate) ? [model] : []),
      ...(asksPredicted(predicate, rules.model) ? [String(version)] : []),
    ];
    return [key, idOf('question', JSON.stringify(predicate), ...about)];
  });
  return { model, questions: Object.fromEntries(digests) };
}

/** What a shop is assessed by that never changed anything. */
export const READY_DIGESTS: Digests = digestsOf({ model: retailModel, segments: [traderTier] }, 0);

/** What is another in the later of two. */
export function changedBetween(before: Digests, after: Digests): RulesChange {
  const keys = Object.keys({ ...before.questions, ...after.questions });
  return {
    model: before.model !== after.model,
    keys: new Set(keys.filter((key) => before.questions[key] !== after.questions[key])),
  };
}

function asksScore(predicate: Predicate): boolean {
  return conditionsOf(predicate).some(
    (condition) =>
      'field' in condition && ['intent', 'fit', 'score', 'grade', 'band'].includes(condition.field),
  );
}

function asksPredicted(predicate: Predicate, model: ScoreModel): boolean {
  return toSql(predicate, model, 0, []).predicted;
}
