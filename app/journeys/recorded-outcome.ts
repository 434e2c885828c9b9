/** What can come of a decision, but for which path or variant a step took. */
const OUTCOMES = [
  'sent',
  'skipped',
  'deferred',
  'failed',
  'in_doubt',
  'done',
  'entered',
  'not_entered',
  'ended',
  'run_failed',
  'yes',
  'no',
  'otherwise',
  'held_out',
  'not_held_out',
  'goal_reached',
  'happened',
  'not_in_time',
  'waits_until',
  'moment_passed',
  'offered',
  'not_offered',
  'journey_started',
  'journey_not_started',
  'moved',
  'stage_moved',
  // Of a decision that is made again alone.
  'goes_on',
] as const;
export type NamedOutcome = (typeof OUTCOMES)[number];

/** What came of a decision: `path_2` is the second path of a step with several conditions, `variant_1` the first of a random split. */
export type RecordedOutcome = NamedOutcome | `path_${string}` | `variant_${string}`;

/** The outcomes that have a name of their own. */
export const NAMED_OUTCOMES: readonly NamedOutcome[] = OUTCOMES;
