import type { EffectKind, EffectPayload } from './registry.ts';

/** An effect that waits to be carried out, its payload not read yet. */
export type DueEffectRow<K extends EffectKind = EffectKind> = {
  key: string;
  kind: K;
  profileId: string | null;
  runId: string | null;
  /** How often it was tried. */
  attempts: number;
  /** Why it was not carried out the last time, as a word of ours; null when it never was. */
  reason: string | null;
  /** When it was asked for, and when it is due now, epoch milliseconds. */
  createdAt: number;
  dueAt: number;
  /** The payload as it stands in the row, to complete the effect only if it is the same still. */
  payloadText: string;
};

/** An effect that is due, its payload read: of several kinds, one of either. */
export type DueEffect<K extends EffectKind> = {
  [Kind in K]: DueEffectRow<Kind> & { payload: EffectPayload<Kind> };
}[K];

/** Effects that are due, and how many rows that were. */
export type DueEffects<K extends EffectKind> = { effects: DueEffect<K>[]; taken: number };

/** What became of an effect. */
export type CompletedEffect = {
  key: string;
  /** `ready`: it is tried again at `dueAt`. */
  state: 'done' | 'skipped' | 'failed' | 'ready';
  /** Why not, as a word of ours. */
  reason?: string | null;
  /** What the other side said. */
  answer?: string | null;
  /** When it is due now, or was due before it was marked, epoch milliseconds; without it, as it stands. */
  dueAt?: number;
  /** With it, what was asked for again with another payload meanwhile stays to be done. */
  payloadText?: string;
  /** What was read to decide it, to be stored with the decision. */
  input?: object;
  /** How many tries are added: 1 unless the try was counted when it was marked, -1 to take that back. */
  tries?: 1 | 0 | -1;
};
