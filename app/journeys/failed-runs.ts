/** A run that could not go on, where it stands. */
export type FailedRun = {
  /** The run's id. */
  key: string;
  journeyKey: string;
  journeyVersion: number;
  stepId: string;
  profileId: string;
  name: string | null;
  email: string | null;
  reason: string;
  failedAt: number;
};
