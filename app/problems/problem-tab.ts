/** The kinds of problems, each a list of its own, in the order of their tabs. */
export const PROBLEM_TABS = [
  'deliveries',
  'mails',
  'failed',
  'runs',
  'profiles',
  'stops',
  'topics',
] as const;
export type ProblemTab = (typeof PROBLEM_TABS)[number];
