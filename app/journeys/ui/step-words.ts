import type { HoldoutLift } from '#app/journeys/page/holdout-lift.ts';
import type { LiveStepFigures, MessageFigures } from '#app/journeys/page/live-figures.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { formatChange } from '#app/lib/format/change.ts';
import { formatCount, ORDERS } from '#app/lib/format/count.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';

/** A step as it is drawn and listed, with its figures in lines, see `figureLines`. */
export type DrawnStep = {
  id: string;
  title: string;
  detail: string;
  lines: readonly string[];
  /** Whether people are at it now. */
  isBusy: boolean;
};

/**
 * The figures of a step, a line each: how people get through it, why they exited, what became of its messages, the orders
 * that followed, and what a holdout shows.
 * @param currency of the shop
 */
export function figureLines(figures: LiveStepFigures, currency: string): string[] {
  const { isEnd, waiting, passed, exited, exits, messages, lift } = figures;
  if (isEnd) return [`${formatNumber(passed)} ended here`];
  const moved = [`${formatNumber(waiting)} here now`, `${formatNumber(passed)} passed`];
  if (exited > 0) moved.push(`${formatNumber(exited)} exited`);
  return [
    moved.join(' · '),
    ...(messages ? messageLines(messages, currency) : []),
    ...(exits.length > 0
      ? [
          exits
            .map(({ reason, count }) => `${reasonWords(reason)}: ${formatNumber(count)}`)
            .join(' · '),
        ]
      : []),
    ...(lift ? [liftWords(lift)] : []),
  ];
}

function messageLines(
  { channel, sent, skipped, clicked, orders, minor }: MessageFigures,
  currency: string,
): string[] {
  const clicks = `${formatNumber(clicked)} clicked`;
  return [
    channel === 'email'
      ? [`${formatNumber(sent)} sent`, `${formatNumber(skipped)} not sent`, clicks].join(' · ')
      : [`${formatNumber(sent)} seen`, clicks].join(' · '),
    ...(orders > 0 ? [`${formatCount(orders, ORDERS)} · ${formatMoney(minor, currency)}`] : []),
  ];
}

/** What a holdout shows: by how many percentage points more ordered, and within which bounds that is certain. */
function liftWords({ difference, low, high }: HoldoutLift): string {
  const points = (share: number) => formatChange(share * 100);
  return `Lift ${points(difference)} points (95%: ${points(low)} to ${points(high)})`;
}
