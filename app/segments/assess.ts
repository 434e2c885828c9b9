import type { ProfileState } from '#app/profiles/profile.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { nextScoreChange } from '#app/scoring/next-change.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import type { Score } from '#app/scoring/score.ts';
import { segmentFacts } from './facts.ts';
import { lifecycleFlip, stageOf } from './lifecycle.ts';
import type { StageKey } from './lifecycle.ts';
import { sooner } from './next-flip.ts';

export type Assessment = {
  score: Score;
  stage: StageKey;
  /** The keys of the segments the person is in. Today these are the lifecycle's, which exclude each other. */
  segments: string[];
  /** When to assess again if nothing happens: the next change of grade or stage; null if none comes. */
  nextChangeAt: number | null;
};

/**
 * All that follows from a profile at a moment.
 * @param now epoch milliseconds
 */
export function assess(model: ScoreModel, state: ProfileState, now: number): Assessment {
  const facts = segmentFacts(model, state);
  const stage = stageOf(facts, now);
  return {
    score: scoreProfile(model, state, now),
    stage,
    segments: [stage],
    nextChangeAt: sooner(nextScoreChange(model, state, now), lifecycleFlip(facts, now)),
  };
}
