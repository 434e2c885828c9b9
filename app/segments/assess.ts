import { isNameless } from '#app/profiles/identity/nameless.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { nextScoreChange } from '#app/scoring/next-change.ts';
import { scoreProfile, type Score } from '#app/scoring/score.ts';
import { evaluate } from './evaluate.ts';
import { segmentFacts, type Prediction } from './facts.ts';
import { nextTierChangeAt, tierOf, type Tiers } from './ready/tiers.ts';
import { lifecycle, type StageKey } from './ready/lifecycle.ts';
import { sooner } from './conditions/condition-evaluator.ts';
import { nextChangeAt } from './next-change.ts';
import type { Segment } from './predicate.ts';
import { rfm } from './ready/rfm.ts';

export type Assessment = {
  score: Score;
  stage: StageKey;
  /**
   * The keys of the segments the person is in: their stage, their RFM group if they bought, then the others. None of
   * an anonymous order.
   */
  segments: string[];
  /** When to assess again if nothing happens: the next change of grade, stage or segment; null if none comes. */
  nextChangeAt: number | null;
};

/** What people are scored and sorted by. The tiers every shop has are the ready ones unless it changed them. */
export type Rules = {
  model: ScoreModel;
  lifecycle?: Tiers<StageKey>;
  rfm?: Tiers;
  /** The shop's segments beside those. */
  segments?: readonly Segment[];
  /** What else makes people due by time, as texts: all people are assessed again when one is another. */
  timed?: readonly string[];
};

/** What is known of a person beside the profile. */
export type AssessmentContext = {
  /** What is expected of the person. */
  prediction?: Prediction | null | undefined;
  /** The keys of the segments the person is in so far. */
  memberships?: ReadonlySet<string> | undefined;
};

/**
 * All that follows from a profile at a moment.
 * @param now epoch milliseconds
 * @param known what is known of the person beside the profile
 */
export function assess(
  rules: Rules,
  state: ProfileState,
  now: number,
  { prediction = null, memberships }: AssessmentContext = {},
): Assessment {
  const { model, segments = [] } = rules;
  // An anonymous order cannot be written to, and is in no count of people.
  if (isNameless(state))
    return {
      score: scoreProfile(model, state, now),
      stage: 'visitor',
      segments: [],
      nextChangeAt: nextScoreChange(model, state, now),
    };
  const [stages, groups] = [rules.lifecycle ?? lifecycle, rules.rfm ?? rfm];
  const facts = segmentFacts(model, state, prediction, memberships);
  const stage = tierOf(stages, facts, now) ?? 'visitor';
  const group = tierOf(groups, facts, now);
  const own = segments.filter(({ predicate }) => evaluate(predicate, facts, now));
  let changeAt = sooner(nextTierChangeAt(stages, facts, now), nextTierChangeAt(groups, facts, now));
  for (const { predicate } of segments)
    changeAt = sooner(changeAt, nextChangeAt(predicate, facts, now));
  return {
    score: scoreProfile(model, state, now),
    stage,
    segments: [stage, ...(group === null ? [] : [group]), ...own.map(({ key }) => key)],
    nextChangeAt: sooner(nextScoreChange(model, state, now), changeAt),
  };
}
