import { toBuyingHistory, type CalendarHistory } from './calendar-history.ts';
import type { Spending } from './gamma-gamma.ts';
import { computeForecast, YEAR_WEEKS, type LifetimeModel, type Forecast } from './forecast.ts';
import { SeasonClock } from './season-clock.ts';

/**
 * What a model expects of people within weeks from a day of the shop on, by the season of the shop where it is known.
 * @param day since 1970
 */
export function createForecaster(
  model: LifetimeModel,
  day: number,
  weeks = YEAR_WEEKS,
): (history: CalendarHistory, spending: Spending | null) => Forecast {
  const clock = new SeasonClock(model.season ?? null);
  const horizon = {
    weeks: clock.weeksFrom(day, weeks),
    calendarWeeks: (wait: number) => clock.calendarWeeks(day, wait),
  };
  return (history, spending) =>
    computeForecast(model, toBuyingHistory(clock, history, day), spending, horizon);
}
