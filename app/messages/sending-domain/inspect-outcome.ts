/** What came of a wish to check the sending domain. */
export type InspectOutcome =
  | { outcome: 'checked' }
  | { outcome: 'nothing_to_check' }
  /** Checked a moment ago. */
  | { outcome: 'too_soon' };
