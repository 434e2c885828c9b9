/** One person's way through one journey. Times are epoch milliseconds. */
export type Run = {
  id: string;
  journeyKey: string;
  journeyVersion: number;
  profileId: string;
  /** What the run is about, e.g. `checkout:abc` or `order:123`; at most one run each. */
  dedupeKey: string;
  state: 'active' | 'completed' | 'exited';
  stepId: string;
  /** How often the current step was reached; part of an effect's key. */
  visit: number;
  context: RunContext;
  enteredAt: number;
  /** When time alone moves the run; null while only an event can, and after the end. */
  wakeAt: number | null;
  endedAt: number | null;
  endReason: string | null;
};

/** What the run's messages are about. */
export type RunContext =
  | { subject: 'basket'; kind: 'cart' | 'checkout'; token: string; cartToken: string | null }
  | { subject: 'order'; orderId: string };

/** Something to do in the world. The key is deterministic: the same decision made twice is one effect. */
export type Effect = {
  key: string;
  kind: 'email' | 'banner' | 'withdraw_banners';
  profileId: string;
  runId: string;
  dueAt: number;
  payload: EffectPayload;
};
export type EffectPayload =
  | { template: string; class: 'marketing' | 'transactional'; journeyKey: string; context: RunContext }
  | { template: string; journeyKey: string; context: RunContext; expiresAt: number }
  | { reason: string };
