/** An application as its sender knows it again. */
export type ConfirmableApplication = {
  id: string;
  company: string;
  contactName: string;
  /** Epoch milliseconds. */
  submittedAt: number;
};

/** What came of asking an applicant once more to confirm the address. */
export type VerifyAgainOutcome = { outcome: 'asked' | 'asked_before' };
