import type { EventKind } from '#app/events/event.ts';
import { COVERAGE_STAGES, type CoverageStage } from './coverage-stage.ts';
import { coverageStages, type CoverageStageRecord } from './coverage-stages.ts';

/** The stages at which an event happens to people. */
export function stagesOfEvent(kind: EventKind): CoverageStage[] {
  return stagesWith(({ events }) => events.includes(kind));
}

/** The stages whose people are in a segment; none for segments that the shop made. */
export function stagesOfSegment(key: string): CoverageStage[] {
  return stagesWith(({ segments }) => segments.some((one) => one === key));
}

function stagesWith(has: (stage: CoverageStageRecord) => boolean): CoverageStage[] {
  return COVERAGE_STAGES.filter((stage) => has(coverageStages[stage]));
}
