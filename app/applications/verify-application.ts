/** An application as its sender knows it again. */
export type ConfirmableApplication = {
  id: string;
  company: string;
  contactName: string;
  /** Epoch milliseconds. */
  submittedAt: number;
};
