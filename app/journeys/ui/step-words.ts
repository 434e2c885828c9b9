import type { JourneyPage } from '#app/journeys/page/journey-page.ts';
import { formatNumber } from '#app/lib/format/number.ts';

/** A step as it is drawn and listed. */
export type DrawnStep = {
  id: string;
  title: string;
  detail: string;
  isEnd: boolean;
  figures: JourneyPage['steps'][string];
};

/** The counts of a step in words, shortest useful form. */
export function figureWords({ isEnd, figures }: Pick<DrawnStep, 'isEnd' | 'figures'>): string[] {
  const { waiting, passed, left, mails } = figures;
  if (isEnd) return [`${formatNumber(passed)} ended here`];
  const passedWords = `${formatNumber(passed)} passed`;
  const leftWords = left > 0 ? [`${formatNumber(left)} left here`] : [];
  if (mails) {
    const { sent, skipped, clicked } = mails;
    return [
      `${formatNumber(sent)} sent`,
      `${formatNumber(skipped)} held back`,
      `${formatNumber(clicked)} clicked`,
    ];
  }
  return [`${formatNumber(waiting)} here now`, passedWords, ...leftWords];
}
