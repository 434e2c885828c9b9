/** A decision as it is stored. */
export type StoredDecision = {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  profileId: string;
  runId: string | null;
  effectKey: string | null;
  outcome: string;
  reason: string;
  /** Which rule decided, with its version: `abandoned-basket@2`, `send-mail@2`. */
  rule: string;
  facts: unknown;
  /** What the rule read; null where that was not stored. */
  input: unknown;
  /** Null of what no journey asked for. */
  journeyKey: string | null;
  /** The email or banner that it is about. */
  messageKey: string | null;
};

/** The name of a rule and its version. */
export type RuleName = { name: string; version: number };

/** The parts of a rule's name; null for one that is none. */
export function readRule(rule: string): RuleName | null {
  const [, name, version] = /^(.+)@(\d{1,9})$/s.exec(rule) ?? [];
  return name === undefined ? null : { name, version: Number(version) };
}
