import { startedByMove } from '#app/journeys/segment-moves.ts';
import type { SegmentMove } from '#app/journeys/definition.ts';
import { endRunByMove } from './advance-run.ts';
import { membershipMoves } from './membership-moves.ts';
import { record, runsOfPerson, stepContext, type Pen } from './pen.ts';
import type { Policy } from './policy.ts';

/**
 * Brings memberships up to date and lets journeys hear of it. This comes after all events and all runs that time
 * woke, once for each person: what a journey does then changes nobody's segments in the same pass, so it ends.
 */
export function follow(pen: Pen, { id, segments }: { id: string; segments: string[] }): void {
  const { world, changes, now } = pen;
  const known = world.memberships.get(id) ?? new Map<string, number>();
  const inherited = pen.inherited.get(id) ?? new Map<string, number>();
  const { rows, moves, after } = membershipMoves(id, segments, known, inherited, now);
  world.memberships.set(id, after);
  changes.memberships.push(...rows);
  for (const move of moves) hear(pen, id, move);
}

function hear(pen: Pen, profileId: string, move: SegmentMove): void {
  const { policy } = pen;
  const moved = { ...move, at: pen.now };
  const around = stepContext(pen, profileId);
  for (const run of runsOfPerson(pen, profileId)) endRunByMove(pen, run, moved);
  if (!isNews(policy, profileId, move)) return;
  const isOn = (key: string) =>
    runsOfPerson(pen, profileId).some((run) => run.journeyKey === key && run.state === 'active');
  for (const progress of startedByMove(pen.startable, moved, profileId, isOn, around))
    record(pen, progress);
}

/** Whether the person moved, and not only the question, which they may not have been asked since it changed. */
function isNews({ building }: Policy, profileId: string, { segment }: SegmentMove): boolean {
  if (!building?.keys.has(segment)) return true;
  return building.reached !== null && profileId <= building.reached;
}
