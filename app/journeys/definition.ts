import type { EventKind } from '#app/events/event.ts';
import type { Predicate } from '#app/segments/predicate.ts';

/** Who may get a message: marketing needs consent, transactional belongs to something the person did. */
export type MessageClass = 'marketing' | 'transactional';

/** What a mail or banner shows besides its text. */
export type MessageSubject = 'basket' | 'order';

export type Step =
  /** Waits this long, in milliseconds, counted from the moment the step is reached. */
  | { id: string; kind: 'wait'; ms: number; next: string }
  /** Waits for an event of the same subject; goes to `timeout` after `maxMs`. */
  | { id: string; kind: 'wait_for'; event: EventKind; maxMs: number; next: string; timeout: string }
  | { id: string; kind: 'branch'; when: Predicate; yes: string; no: string }
  | { id: string; kind: 'email'; template: string; class: MessageClass; shows: MessageSubject; next: string }
  | { id: string; kind: 'banner'; template: string; shows: MessageSubject; forMs: number; next: string }
  | { id: string; kind: 'exit'; reason: string };

/**
 * A way that people go. `trigger` starts a run for the subject of the event (a basket or an order), at most
 * one run a subject for ever; `entry` is asked when the run would start; each of `exits` ends it at once,
 * whatever it waits for.
 */
export type Journey = {
  key: string;
  name: string;
  purpose: string;
  version: number;
  trigger: { events: EventKind[]; subject: 'basket' | 'order' };
  entry: Predicate;
  exits: { event: EventKind; reason: string }[];
  /** Later activity on the same basket starts the clock of the first wait anew. */
  restartsWhileWaitingAt: string | null;
  first: string;
  steps: Step[];
};
