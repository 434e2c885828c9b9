import { idOf } from '#app/lib/ids.ts';
import { DAY } from '#app/lib/duration.ts';
import { planMessages } from '#app/messages/planner/plan-messages.ts';
import {
  PLANNER_RULE,
  type PlanInput,
  type PlannedMessage,
  type WaitingMessage,
} from '#app/messages/planner/planned-message.ts';
import type { WaitingBanner } from './choose-banner.ts';

/** An open banner with what a decision about it names; `seenAt` is when it was seen first, null while it was not. */
export type BannerToPlan = Pick<
  WaitingBanner,
  'content' | 'priority' | 'createdAt' | 'expiresAt'
> & { effectKey: string; runId: string | null; journeyKey: string | null; seenAt: number | null };

/** What the planner holds a banner back by. */
export type BannerHold = Extract<PlannedMessage, { act: 'defer' | 'expire' }>;

/** A banner that is held back, with what it was planned from. */
type HeldBanner<B> = { banner: B; message: WaitingMessage; input: PlanInput; hold: BannerHold };
type PlannedBanners<B> = { shown: B[]; held: HeldBanner<B>[] };

/**
 * Which of a person's open banners may be shown now. One that was seen already counts, and is shown on until it is answered; of
 * the others each is one more.
 * @param input what is known of the person, with the banners that they saw in the last seven days
 */
export function planBanners<B extends BannerToPlan>(
  banners: readonly B[],
  input: Omit<PlanInput, 'waiting'>,
): PlannedBanners<B> {
  const { limits } = input;
  const uncapped = { ...limits.caps, banner: { day: null, week: null } };
  const seen = { ...input, past: [], limits: { ...limits, caps: uncapped } };
  const isSeen = ({ seenAt }: B) => seenAt !== null;
  const [again, fresh] = [
    planned(banners.filter(isSeen), seen),
    planned(
      banners.filter((banner) => !isSeen(banner)),
      input,
    ),
  ];
  return { shown: [...again.shown, ...fresh.shown], held: [...again.held, ...fresh.held] };
}

function planned<B extends BannerToPlan>(
  banners: readonly B[],
  input: Omit<PlanInput, 'waiting'>,
): PlannedBanners<B> {
  const messages = new Map(banners.map((banner) => [banner.effectKey, waitingBanner(banner)]));
  const planInput = { ...input, waiting: [...messages.values()] };
  const plans = planMessages(planInput);
  const holds = new Map(plans.map((plan) => [plan.key, plan]));
  const shown: B[] = [];
  const held: HeldBanner<B>[] = [];
  for (const banner of banners) {
    const [message, hold] = [messages.get(banner.effectKey), holds.get(banner.effectKey)];
    if (!message || !hold || hold.act === 'send' || hold.act === 'wait') shown.push(banner);
    else held.push({ banner, message, input: planInput, hold });
  }
  return { shown, held };
}

function waitingBanner({
  effectKey,
  priority,
  createdAt,
  expiresAt,
}: BannerToPlan): WaitingMessage {
  return {
    key: effectKey,
    channel: 'banner',
    class: 'marketing',
    priority,
    askedAt: createdAt,
    dueAt: createdAt,
    relevantUntil: expiresAt,
  };
}

/**
 * The decision not to show a banner, without whose and what it read: one for each reason and day (UTC), however many pages the
 * person looks at.
 */
export function heldBannerDecision(
  { effectKey: key, runId }: BannerToPlan,
  { act, reason }: BannerHold,
  now: number,
) {
  return {
    id: idOf('decision', key, reason, String(Math.floor(now / DAY))),
    key,
    runId,
    outcome: act === 'defer' ? 'deferred' : 'skipped',
    reason,
    rule: PLANNER_RULE,
  };
}
