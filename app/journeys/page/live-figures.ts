import type { HoldoutLift } from './holdout-lift.ts';
import type { Recovered } from './recovered.ts';
import type { ExitCount, StepFigures } from './step-figures.ts';

/** What became of the messages of one step in the period, and the orders placed within five days after a click. */
export type MessageFigures = Recovered & {
  channel: 'email' | 'banner';
  /** Emails that were sent, or banners that were seen. */
  sent: number;
  /** Emails that were due and not sent. */
  skipped: number;
  clicked: number;
};

/** All that is shown of one step. */
export type LiveStepFigures = StepFigures & {
  /** Whether nothing comes after it. */
  isEnd: boolean;
  /** Of a step that sends a message. */
  messages: MessageFigures | null;
  /** Of a holdout, once people were on both sides. */
  lift: HoldoutLift | null;
};

/** What a journey does, as a whole and step by step. */
export type LiveFigures = {
  /** By the id of the step. */
  steps: Record<string, LiveStepFigures>;
  exits: ExitCount[];
  entered: number;
  active: number;
  completed: number;
  /** Could not go on, whenever they entered. */
  failed: number;
  recovered: Recovered;
};
