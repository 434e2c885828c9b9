/** What a rule decides, in the words of a row. */
export type DecidedAgain = { outcome: string; reason: string };

/** Why a decision cannot be made again. */
export type NotRepeatable =
  /** It was stored before what rules read was, or rests on what is not stored. */
  | 'not_stored'
  /** This version of the rule is no part of the app any more. */
  | 'rule_gone'
  /** The journey, its version or its step is gone. */
  | 'definition_gone'
  /** A segment, collection or time zone that a condition refers to is another now. */
  | 'condition_changed';

/** What came of making a decision again. */
export type Reevaluation =
  { same: true } | { same: false; now: string; because: string } | { cannot: NotRepeatable };
