import { idOf } from '#app/lib/ids.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import type { Rules } from './assess.ts';
import { ladderSegments } from './ladder.ts';
import { lifecycle } from './lifecycle.ts';
import type { Predicate } from './predicate.ts';
import { questionsOf } from './questions-of.ts';
import { rfm } from './rfm.ts';
import { toSql } from './to-sql.ts';
import { traderTier } from './trader-tier.ts';

/** What rules come to, short enough to keep: a text for the model, and one for each segment's question. */
export type Digests = { model: string; questions: Record<string, string> };

/** What changed between two rules. */
export type Changed = {
  /** Whether people are scored otherwise. */
  model: boolean;
  /** The segments whose members may be others, those that are gone as well. */
  keys: ReadonlySet<string>;
};

/** Whole questions by the key of their segment, without references. */
export function wholeQuestions(rules: Rules): Map<string, Predicate> {
  const groups = [
    ...ladderSegments(rules.lifecycle ?? lifecycle),
    ...ladderSegments(rules.rfm ?? rfm),
  ];
  return new Map(
    [...groups, ...(rules.segments ?? [])].map(({ key, predicate }) => [key, predicate]),
  );
}

/**
 * The digests of rules. A question about the score is another when the model is; one about what is predicted is
 * another with every version of the rules, because it is predicted again before these change.
 * @param version that of the policy
 */
export function digestsOf(rules: Rules, version: number): Digests {
  const model = idOf('model', JSON.stringify({ ...rules.model, version: 0 }));
  const questions = [...wholeQuestions(rules)].map(([key, predicate]): [string, string] => {
    const about = [
      ...(asksScore(predicate) ? [model] : []),
      ...(asksPredicted(predicate, rules.model) ? [String(version)] : []),
    ];
    return [key, idOf('question', JSON.stringify(predicate), ...about)];
  });
  return { model, questions: Object.fromEntries(questions) };
}

/** What a shop is assessed by that never changed anything. */
export const READY_DIGESTS: Digests = digestsOf({ model: retailModel, segments: [traderTier] }, 0);

/** What is another in the later of two. */
export function changedBetween(before: Digests, after: Digests): Changed {
  const keys = Object.keys({ ...before.questions, ...after.questions });
  return {
    model: before.model !== after.model,
    keys: new Set(keys.filter((key) => before.questions[key] !== after.questions[key])),
  };
}

function asksScore(predicate: Predicate): boolean {
  return questionsOf(predicate).some(
    (question) =>
      'field' in question && ['intent', 'fit', 'score', 'grade', 'band'].includes(question.field),
  );
}

function asksPredicted(predicate: Predicate, model: ScoreModel): boolean {
  return toSql(predicate, model, 0, []).predicted;
}
