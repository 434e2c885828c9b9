import { z } from 'zod';
import type { ReadConditions } from '#app/segments/answer-again.ts';

/** What each condition read, by its key. */
const Conditions: z.ZodType<ReadConditions> = z.record(
  z.string(),
  z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
);

/** Whether a person may enter: what the condition to enter read. */
const EntryInput = z.object({ kind: z.literal('entry'), conditions: Conditions });

/** Whether a person may enter again: what is known of their runs of the journey. Moments are epoch milliseconds. */
const ReentryInput = z.object({
  kind: z.literal('reentry'),
  /** Whether there is a run about the same thing already. */
  isRepeat: z.boolean(),
  active: z.number(),
  runs: z.number(),
  lastEnteredAt: z.number().nullable(),
  lastEndedAt: z.number().nullable(),
});

/** A cart that is ordered or emptied begins nothing. */
const CartEntryInput = z.object({
  kind: z.literal('cart_entry'),
  cart: z.enum(['open', 'ordered', 'emptied', 'unknown']),
});

/** Whether a step that starts another journey did: why the person did not enter; null when they did. */
const StartInput = z.object({
  kind: z.literal('start'),
  /** The step that asked; null for a member of staff. */
  step: z.string().nullable(),
  journey: z.string(),
  refused: z.string().nullable(),
});

/** What an offer was decided by, beside the conditions of who gets it. Moments are epoch milliseconds. */
const OfferInput = z.object({
  key: z.string(),
  version: z.number(),
  decidedAt: z.number(),
  person: z.object({
    isTrade: z.boolean(),
    lastOfferedAt: z.number().nullable(),
    lastOrderedAt: z.number().nullable(),
    /** Decisions from before it was read do not say it. */
    hasUsed: z.boolean().default(false),
  }),
  shop: z.object({
    codesThisMonth: z.number(),
    costThisMonthMinor: z.number(),
    recentOrders: z.object({ orders: z.number(), discounted: z.number() }),
    marginPercent: z.number().nullable(),
    isMarginDue: z.boolean().optional(),
  }),
});
export type OfferDecisionInput = z.infer<typeof OfferInput>;

/**
 * What a step decided when a run reached it: which step, how many the run had reached with it, whose run it was then (profiles
 * are merged later), and what its conditions read.
 */
const StepInput = z.object({
  kind: z.literal('step'),
  step: z.string(),
  visit: z.number(),
  profile: z.string(),
  conditions: Conditions.default({}),
  /** The zones (IANA) by which it counted; absent where it asked for none. */
  zones: z.object({ shop: z.string(), person: z.string() }).optional(),
  /** Of a step that makes an offer; null where there was no such offer. */
  offer: OfferInput.nullable().optional(),
  /** Of a step that waits for the next order as usual: when that is, epoch milliseconds; null without a rhythm. */
  usualOrderAt: z.number().nullable().optional(),
  /** Of a holdout: whom it drew for, see `drawnForOf`; absent where that was the profile. */
  drawnFor: z.string().optional(),
  /** Of a split: what it drew for, see `drawnAsOf`; absent where that was the run's id. */
  drawnAs: z.string().optional(),
  /** Of a step that needs the person to be a customer of Shopify: whether they are. */
  isCustomer: z.boolean().optional(),
});

const ExitFacts = z.object({
  /** How the cart of the run stands after the orders of its person. */
  cart: z.enum(['open', 'ordered', 'emptied', 'unknown']),
  /** Whether the person ordered from another cart of theirs, or again where the run is about no cart. */
  boughtAnother: z.boolean(),
  /** Whether an emptied cart may be filled again: the run is at the wait that restarts with the cart. */
  mayRefill: z.boolean(),
  checkoutDeleted: z.boolean(),
  /** Whether the order was cancelled or deleted. */
  orderCancelled: z.boolean(),
  /** Whether all of the order was refunded or returned. */
  orderReturned: z.boolean(),
  personDeleted: z.boolean(),
});
/** What the exit reasons look at. */
export type ExitFacts = z.infer<typeof ExitFacts>;

/** Why a run ended before its last step: what the exit reasons looked at, or the segment change. */
const ExitInput = z.object({ kind: z.literal('exit'), facts: ExitFacts });
const SegmentExitInput = z.object({
  kind: z.literal('segment_exit'),
  change: z.object({ segment: z.string(), kind: z.enum(['entered', 'left']) }),
});
/** Whether the person was in each segment that was asked about when the run came to a step, or would have begun. */
const ExitConditionsInput = z.object({
  kind: z.literal('exit_conditions'),
  memberships: z.record(z.string(), z.boolean()),
});
export type ExitConditionsInput = z.infer<typeof ExitConditionsInput>;

/** Whether what a step waited for happened in time: which event showed it, where one did, and when; null when it did not. */
const WaitInput = z.object({
  kind: z.literal('wait'),
  step: z.string(),
  event: z.string().nullable(),
  at: z.number().nullable(),
  until: z.number(),
});

/** A cart with other goods, newer than what the run knew, after the last reminder: at which step that was. */
const CartExitInput = z.object({ kind: z.literal('cart_exit'), step: z.string() });

/** What a journey's rule read, as it is stored with the decision. */
export const JourneyDecisionInput = z.discriminatedUnion('kind', [
  EntryInput,
  ReentryInput,
  CartEntryInput,
  StartInput,
  StepInput,
  ExitInput,
  ExitConditionsInput,
  SegmentExitInput,
  CartExitInput,
  WaitInput,
]);
export type JourneyDecisionInput = z.infer<typeof JourneyDecisionInput>;
export type StartDecisionInput = z.infer<typeof StartInput>;
export type WaitDecisionInput = z.infer<typeof WaitInput>;
export type StepDecisionInput = z.infer<typeof StepInput>;
