/** A person at a moment: what was known then, and whether they ordered within 30 days. */
export type Example = {
  /** Days since 1970-01-01 UTC; what is known is of before it. */
  day: number;
  values: number[];
  /** Orders kept so far. */
  orders: number;
  /** For how many days the shop's orders were known then. */
  recordDays: number;
  outcome: 0 | 1;
  /** One in five: of people who only choose how much is penalised. */
  isHeldOut: boolean;
};
