import type { ShownJourney } from '#app/journeys/page/shown-journey.ts';
import type { JourneyStop, ShownStop } from './journey-stop.ts';
import { ALL_JOURNEYS } from './watched.ts';

/** Stops with the names of their journeys. */
export function namedStops<Stop extends JourneyStop>(
  stops: readonly Stop[],
  shown: readonly ShownJourney[],
): (Stop & Pick<ShownStop, 'journey'>)[] {
  const names = new Map(shown.map(({ journey: { key, name } }) => [key, name]));
  return stops.map((stop) => ({
    ...stop,
    journey:
      stop.journeyKey === ALL_JOURNEYS ? null : (names.get(stop.journeyKey) ?? stop.journeyKey),
  }));
}
