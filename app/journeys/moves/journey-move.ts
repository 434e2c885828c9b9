import type { StepMapping } from './plan-moves.ts';

/** People of a journey who move to a newer version. */
export type JourneyMove = {
  id: string;
  journeyKey: string;
  /** The version that they move to. */
  version: number;
  mapping: StepMapping;
  state: 'running' | 'done' | 'cancelled';
  /** People who were on earlier versions when it began, and what became of them so far. */
  total: number;
  moved: number;
  exited: number;
  startedBy: string;
  /** Epoch milliseconds. */
  startedAt: number;
  finishedAt: number | null;
};
