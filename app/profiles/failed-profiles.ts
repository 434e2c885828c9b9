import type { ProfileProblemKind } from './profile-problems.ts';

/** A profile of which something could not be found. */
export type FailedProfile = {
  /** `<kind>:<profile id>`. */
  key: string;
  kind: ProfileProblemKind;
  profileId: string;
  name: string | null;
  email: string | null;
  reason: string;
  failedAt: number;
};
