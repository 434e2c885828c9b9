import type { Journey } from '#app/journeys/definition.ts';
import { pathTo } from './journey-path.ts';

/** Runs that entered in the period and stand or ended at the same place. */
export type RunGroup = {
  stepId: string;
  visit: number;
  state: 'active' | 'completed' | 'exited' | 'failed';
  reason: string | null;
  count: number;
};

/** How people get through one step. */
export type StepFigures = {
  /** Here now, whenever they entered. */
  waiting: number;
  /** Of those who entered in the period: came here. */
  reached: number;
  /** Of those who entered in the period: came here and went on, or ended as the journey means it. */
  passed: number;
  /** Of those who entered in the period: exited the journey while here, before its end. */
  exited: number;
  /** The same by reason, most first. */
  exits: ExitCount[];
};

/** How many exited for a reason. */
export type ExitCount = { reason: string; count: number };

/**
 * Counts for every step of a journey, from where its runs are and how many steps each reached.
 * @param here how many runs are at each step now, whenever they entered
 */
export function stepFigures(
  journey: Journey,
  groups: readonly RunGroup[],
  here: ReadonlyMap<string, number>,
): Map<string, StepFigures> {
  const figures = new Map(
    journey.steps.map(({ id }) => [
      id,
      { waiting: here.get(id) ?? 0, reached: 0, passed: 0, exited: 0, exits: exitsAt(groups, id) },
    ]),
  );
  for (const { stepId, visit, state, count } of groups) {
    for (const id of pathTo(journey, stepId, visit)) {
      const step = figures.get(id);
      if (!step) continue;
      step.reached += count;
      if (id !== stepId || state === 'completed') step.passed += count;
      else if (state === 'exited') step.exited += count;
    }
  }
  return figures;
}

function exitsAt(groups: readonly RunGroup[], id: string): ExitCount[] {
  return exitsByReason(groups.filter(({ stepId }) => stepId === id));
}

/** Runs that entered in the period and left early, by reason, most first. */
export function exitsByReason(groups: readonly RunGroup[]): ExitCount[] {
  const counts = new Map<string, number>();
  for (const { state, reason, count } of groups) {
    if (state !== 'exited') continue;
    const key = reason ?? 'unknown';
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}
