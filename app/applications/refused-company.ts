/** The outcome of a retry for an application whose company Shopify refused. */
export type RetryOutcome = { outcome: 'trying' } | { outcome: 'nothing_to_retry' };

/** The outcome of a retry with corrected details. */
export type CorrectionOutcome =
  | RetryOutcome
  /** One plain sentence for each field that cannot be used, by the form's field name. */
  | { outcome: 'invalid'; fields: Record<string, string> };
