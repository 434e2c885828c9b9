/** What could not be found of a profile. */
export type ProfileProblemKind = 'score' | 'forecast';

/** Why: what is known of it cannot be read, or the app made an error. */
export type ProfileProblem = { profileId: string; reason: 'unreadable' | 'error' };
