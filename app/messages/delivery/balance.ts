/** Where every mail that was ever asked for is now. */
export type MailBalance = {
  entered: number;
  sent: number;
  /** By reason, such as `not_subscribed`. */
  skipped: Record<string, number>;
  waiting: number;
  failed: number;
  inDoubt: number;
  /** Whether what was entered is all accounted for, and every mail sent to a person is on record. */
  holds: boolean;
};
