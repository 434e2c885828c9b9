/** What could not be found of a profile. */
export type ProfileProblemKind = 'score' | 'forecast';
