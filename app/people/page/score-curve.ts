import { DAY } from '#app/lib/duration.ts';
import { profileAsOf, type KeptEvent } from '#app/profiles/profile-as-of.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { scoreProfile, type Score } from '#app/scoring/score.ts';

/** A score at a moment, epoch milliseconds. */
export type CurvePoint = Score & { at: number };

/** The score of a person up to now and, if nothing else happens, from now on; both hold the point of now. */
export type ScoreCurve = { past: CurvePoint[]; future: CurvePoint[] };

/** A model and since when it was in use; null since ever. */
export type TimestampedModel = { madeAt: number | null; model: ScoreModel };

/** The longest period drawn, and how many points it has. */
const LONGEST_PERIOD = 90 * DAY;
const STEPS = 60;
/** As much of the time to come as of a third of the past. */
const FUTURE_STEPS = 20;

/**
 * The score through time, each past moment by what had happened by then and by the model of then.
 * @param events of the person, newest first
 * @param models newest first; the last was in use before all others
 */
export function scoreCurve(
  saved: ProfileState,
  events: readonly KeptEvent[],
  models: readonly TimestampedModel[],
  now: number,
): ScoreCurve {
  const from = Math.max(Math.min(saved.firstSeenAt, now - DAY), now - LONGEST_PERIOD);
  const step = (now - from) / STEPS;
  const modelAt = (at: number) =>
    (models.find(({ madeAt }) => madeAt === null || madeAt <= at) ?? models.at(-1))?.model;
  const pointAt = (at: number, state: ProfileState): CurvePoint[] => {
    const model = modelAt(at);
    return model ? [{ at, ...scoreProfile(model, state, at) }] : [];
  };
  const moments = Array.from({ length: STEPS }, (_, index) => Math.round(from + index * step));
  const laterMoments = Array.from({ length: FUTURE_STEPS }, (_, index) =>
    Math.round(now + (index + 1) * step),
  );
  const present = pointAt(now, saved);
  return {
    past: [...moments.flatMap((at) => pointAt(at, profileAsOf(saved, events, at))), ...present],
    future: [...present, ...laterMoments.flatMap((at) => pointAt(at, saved))],
  };
}
