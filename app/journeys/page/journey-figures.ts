/** What a journey did in a period, and who is in it now. */
export type JourneyFigures = {
  entered: number;
  active: number;
  /** Went through to an end of the journey. */
  completed: number;
  /** Exited, by reason. */
  exited: Record<string, number>;
  mails: { sent: number; skipped: number; clicked: number };
};
