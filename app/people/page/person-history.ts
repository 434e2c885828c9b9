/** One run of a person through a journey, in words. */
export type PersonRun = {
  id: string;
  journeyKey: string;
  journey: string;
  enteredAt: number;
} &
  /** `isHeld`: the run stands still until its journey, which was paused, goes on. */
  (
    | { state: 'active'; step: string; nextAt: number | null; isHeld: boolean }
    | { state: 'ended'; endedAt: number; reason: string }
  );

/** Why a mail was sent, or was not. */
export type MailDecision = {
  id: string;
  at: number;
  mail: string;
  outcome: string;
  isSent: boolean;
  reason: string;
};

export type PersonOrder = {
  orderId: string;
  name: string | null;
  placedAt: number;
  totalMinor: number;
  refundedMinor: number;
  currency: string;
  isCancelled: boolean;
  /** Paid with test money, in a store where that counts. */
  isTest: boolean;
};
