import { datedHistory, type DatedHistory } from './dated-history.ts';
import type { Spending } from './gamma-gamma.ts';
import { outlookOf, YEAR_WEEKS, type LifetimeModel, type Outlook } from './outlook.ts';
import { SeasonClock } from './season-clock.ts';

/**
 * What a model expects of people within weeks from a day of the shop on, by the season of the shop where it is known.
 * @param day since 1970
 */
export function outlooksOn(
  model: LifetimeModel,
  day: number,
  weeks = YEAR_WEEKS,
): (dated: DatedHistory, spending: Spending | null) => Outlook {
  const clock = new SeasonClock(model.season ?? null);
  const ahead = {
    weeks: clock.ahead(day, weeks),
    calendarWeeks: (wait: number) => clock.calendarWeeks(day, wait),
  };
  return (dated, spending) => outlookOf(model, datedHistory(clock, dated, day), spending, ahead);
}
