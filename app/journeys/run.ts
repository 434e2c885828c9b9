import type { MessageClass } from '#app/consent/may-send.ts';
import type { EffectKind, EffectPayload } from '#app/effects/registry.ts';
import type { BannerRequest } from '#app/effects/kinds/banner.ts';
import type { MailRequest } from '#app/effects/kinds/email.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { MessagePriority } from '#app/messages/planner/message-priority.ts';
import type { RecordedOutcome } from './recorded-outcome.ts';

/** One person's path through one journey. Times are epoch milliseconds. */
export type Run = {
  id: string;
  journeyKey: string;
  journeyVersion: number;
  profileId: string;
  /**
   * What the run is about, one run for each, for ever: `order:<id>`, a person's segment change, or the intention that an event
   * began, `basket:<cart token>#<event id>`. Runs of earlier versions are about one cart, `basket:<cart token>`.
   */
  dedupeKey: string;
  /** `failed` is a run that could not go on; it goes on where it stands when it is tried again. */
  state: 'active' | 'completed' | 'exited' | 'failed';
  stepId: string;
  /** How many steps were reached so far, the current one included; part of an effect's key. */
  visit: number;
  context: RunContext;
  enteredAt: number;
  /** When time alone advances the run; null after the end. A failed run keeps the moment it waited for. */
  wakeAt: number | null;
  endedAt: number | null;
  endReason: string | null;
  /** Set once the journey was paused when the run would have gone on: it stands still until the journey goes on. */
  held?: HeldRun | null;
};

/** When a run would have gone on, epoch milliseconds, and to which step where an event said so; else where its wait leads. */
export type HeldRun = { at: number; stepId?: string };

/** What the run's messages are about. */
export type RunContext =
  | {
      subject: 'basket';
      kind: 'cart' | 'checkout';
      token: string;
      cartToken: string | null;
      /** The newest goods that the run knows of, and when they were so; absent in runs that began before it was kept. */
      seen?: { goods: string; at: number };
    }
  | OrderContext
  /** A wholesale application. */
  | { subject: 'application'; applicationId: string }
  /** The person, and the product or collection by which the run began, where it began by one. */
  | PersonContext;

export type PersonContext = {
  subject: 'person';
  product?: string;
  /** The price that a variant of the product had before it went down, where the run began by that. */
  reduced?: { variantId: string; fromMinor: number; currency: string };
  collection?: string;
};

/** An order, and which of its parcels: ids of fulfilments. */
export type OrderContext = {
  subject: 'order';
  orderId: string;
  /** Of a run: the parcel since whose leaving it waits. */
  parcel?: string;
  /** Of a run: the parcels that its mails asked about. */
  asked?: string[];
  /** Of a mail: the parcels that it is about; absent when it is about the order. */
  parcels?: string[];
};

/** Whether something saved as a run's context is one. */
export function isRunContext(saved: unknown): saved is RunContext {
  if (typeof saved !== 'object' || saved === null || !('subject' in saved)) return false;
  switch (saved.subject) {
    case 'basket':
      return 'kind' in saved && 'token' in saved && typeof saved.token === 'string';
    case 'order':
      return 'orderId' in saved && typeof saved.orderId === 'string';
    case 'application':
      return 'applicationId' in saved && typeof saved.applicationId === 'string';
    case 'person':
      return true;
    default:
      return false;
  }
}

/** Whether an event is about the order of a run; one that names no order is about the person. */
export function isAboutRun({ context }: Run, event: DomainEvent): boolean {
  return context.subject !== 'order' || !('orderId' in event) || event.orderId === context.orderId;
}

/** What the messages of a run ask for: the payload of their kind, about what the run is about. */
type MessagePayloads = { email: EmailPayload; banner: BannerPayload };

/** What an effect of a kind is to do when a run asks for it. */
type RunPayload<K extends EffectKind> = K extends keyof MessagePayloads
  ? MessagePayloads[K]
  : EffectPayload<K>;

/**
 * A side effect to carry out, of any kind that the registry has. The key is deterministic: the same decision made twice is one
 * effect.
 */
export type Effect<K extends EffectKind = EffectKind> = {
  key: string;
  profileId: string;
  runId: string;
  dueAt: number;
} & { [Kind in K]: { kind: Kind; payload: RunPayload<Kind> } }[K];

export type EmailPayload = {
  template: string;
  class: MessageClass;
  journeyKey: string;
  context: RunContext;
  exits?: MailRequest['exits'];
} & MessageRank;

/** What the planner of messages goes by; absent of messages from before it. */
export type MessageRank = {
  priority?: MessagePriority;
  /** Until when an email is worth sending, epoch milliseconds. */
  relevantUntil?: number;
};

/** As the one that places it reads it, so that no run asks for a banner that cannot be read. */
type BannerPayload = BannerRequest & { journeyKey: string };

/** Why something was or was not done, with the facts it was decided from. One row of table `decision`. */
export type Decision = {
  id: string;
  at: number;
  profileId: string;
  runId: string | null;
  effectKey: string | null;
  outcome: RecordedOutcome;
  reason: string;
  /** Which rule decided, with its version: `abandoned-basket@1`. */
  rule: string;
  facts: Record<string, string | number | boolean | null>;
  /** What the rule read, so that it can be asked again: see `app/decisions/reevaluate.ts`. Absent where that is not stored. */
  input?: object;
  /** The journey that it belongs to, where the rule is not the journey's. */
  journeyKey?: string;
  /** The email or banner that it is about. */
  messageKey?: string;
  /** Of a decision of which one a day is stored: when the day began, epoch milliseconds. See `asDailyDecision`. */
  daySince?: number;
};
