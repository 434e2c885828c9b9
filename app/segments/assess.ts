import type { ProfileState } from '#app/profiles/profile.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { nextScoreChange } from '#app/scoring/next-change.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import type { Score } from '#app/scoring/score.ts';
import { evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import { lifecycleFlip, stageOf } from './lifecycle.ts';
import type { StageKey } from './lifecycle.ts';
import { sooner } from './meaning.ts';
import { nextFlip } from './next-flip.ts';
import type { Segment } from './predicate.ts';

export type Assessment = {
  score: Score;
  stage: StageKey;
  /** The keys of the segments the person is in: their stage, which is one of the lifecycle's, then the others. */
  segments: string[];
  /** When to assess again if nothing happens: the next change of grade, stage or segment; null if none comes. */
  nextChangeAt: number | null;
};

/**
 * All that follows from a profile at a moment.
 * @param now epoch milliseconds
 * @param segments the shop's segments beside the lifecycle's
 */
export function assess(
  model: ScoreModel,
  state: ProfileState,
  now: number,
  segments: readonly Segment[] = [],
): Assessment {
  const facts = segmentFacts(model, state);
  const stage = stageOf(facts, now);
  const own = segments.filter(({ predicate }) => evaluate(predicate, facts, now));
  let flip = lifecycleFlip(facts, now);
  for (const { predicate } of segments) flip = sooner(flip, nextFlip(predicate, facts, now));
  return {
    score: scoreProfile(model, state, now),
    stage,
    segments: [stage, ...own.map(({ key }) => key)],
    nextChangeAt: sooner(nextScoreChange(model, state, now), flip),
  };
}
