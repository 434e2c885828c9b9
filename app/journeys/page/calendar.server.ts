import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { listDefinitions } from '#app/definitions/store/definitions.server.ts';
import {
  countPlannedEffects,
  MOST_EFFECTS_COUNTED,
} from '#app/effects/store/planned-effects.server.ts';
import { comingMessages } from '#app/journeys/coming-messages.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { countPlannedRuns, MOST_RUNS_COUNTED } from '#app/journeys/store/planned-runs.server.ts';
import { dayAfter, dayIn, dayStart } from '#app/lib/shop-day.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import {
  calendarWeek,
  type CalendarWeek,
  type PlannedCount,
  type PlannedMoment,
} from './calendar.ts';

const DAYS = 7;

/**
 * A week of all messages that are planned: those in the outbox, and those that runs come to when their wait is over, before
 * limits and conditions; none of journeys that are paused.
 * @param week 0 begins today
 * @param now epoch milliseconds
 * @param others what is planned beside them
 */
export async function loadCalendarWeek(
  client: ShopClient,
  shopId: string,
  { week, timeZone, now }: { week: number; timeZone: string; now: number },
  names: DefinitionNames,
  others: readonly PlannedMoment[] = [],
): Promise<CalendarWeek> {
  const first = dayAfter(dayIn(now, timeZone), week * DAYS);
  const days = Array.from({ length: DAYS }, (_, index) => dayAfter(first, index));
  const starts = [...days, dayAfter(first, DAYS)].map((day) => startOf(day, timeZone));
  const effects = await countPlannedEffects(client, shopId, starts, week === 0);
  const runs = await countPlannedRuns(client, shopId, starts);
  const versions = await loadVersionsOfRuns(client, shopId, runs);
  const journeyWords = (key: string | null) =>
    key === null ? 'No journey' : definitionName(names, 'journey', key);
  const ofEffects = effects.map(({ day, kind, journeyKey, template, count }): PlannedCount => {
    const key = template ?? '';
    return {
      day,
      journeyKey,
      journey: journeyWords(journeyKey),
      channel: kind,
      template: key,
      message: definitionName(names, kind, key),
      waiting: count,
      expected: 0,
    };
  });
  const ofRuns = runs.flatMap(({ day, journeyKey, version, stepId, count }): PlannedCount[] => {
    const journey = versions.find((one) => one.key === journeyKey && one.version === version);
    return comingMessages(journey ?? { steps: [] }, stepId).map(({ channel, template }) => ({
      day,
      journeyKey,
      journey: journeyWords(journeyKey),
      channel,
      template,
      message: messageName(names, channel, template),
      waiting: 0,
      expected: count,
    }));
  });
  const ofOthers = others.flatMap(({ at, ...other }): PlannedCount[] => {
    const day = starts.filter((start) => start <= at).length;
    if (day < 1 || day > DAYS || other.expected === 0) return [];
    const message = messageName(names, other.channel, other.template);
    return [{ ...other, day, journey: journeyWords(other.journeyKey), message, waiting: 0 }];
  });
  const definitions = await listDefinitions(client, shopId, 'journey');
  const paused = new Set(
    definitions.flatMap(({ key, pausedAt }) => (pausedAt === null ? [] : key)),
  );
  const counts = [...ofEffects, ...ofRuns, ...ofOthers].filter(
    ({ journeyKey }) => journeyKey === null || !paused.has(journeyKey),
  );
  const isCut = countOf(effects) >= MOST_EFFECTS_COUNTED || countOf(runs) >= MOST_RUNS_COUNTED;
  return calendarWeek(week, days, counts, isCut);
}

function startOf(day: string, timeZone: string): number {
  const start = dayStart(day, timeZone);
  if (start === null) throw new Error(`${day} is no day in ${timeZone}. Correct the shop's zone.`);
  return start;
}

function countOf(rows: readonly { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** What the merchant calls a message; its key where the channel has no definitions. */
function messageName(
  names: DefinitionNames,
  channel: PlannedCount['channel'],
  template: string,
): string {
  return channel === 'sms' ? template : definitionName(names, channel, template);
}
