import { DAY } from '#app/lib/duration.ts';
import { localMoment, nextTimeOfDay } from '#app/lib/local-moment.ts';
import type { CampaignTiming } from './campaign-content.ts';

/** For so long after an email what follows counts for it. */
export const CAMPAIGN_FOLLOWED_MS = 5 * DAY;

/** Where the clocks show a time first, and last. */
const FIRST_ZONE = 'Pacific/Kiritimati';
const LAST_ZONE = 'Etc/GMT+12';

/**
 * When sending begins and when the last email is due, without the throttle; epoch milliseconds. What lies behind is due at once.
 * @param timeZone the shop's (IANA)
 */
export function campaignWindow(
  timing: CampaignTiming,
  timeZone: string,
  now: number,
): { begins: number; ends: number } {
  switch (timing.kind) {
    case 'now':
      return { begins: now, ends: now };
    case 'shop': {
      const at = Math.max(now, localMoment(timing.day, timing.time, timeZone));
      return { begins: at, ends: at };
    }
    case 'person': {
      const first = localMoment(timing.day, timing.time, FIRST_ZONE);
      const last = localMoment(timing.day, timing.time, LAST_ZONE);
      const begins = Math.max(now, first);
      // Who is past the time when it begins is a day later, if the merchant wants it so.
      const isLate = now > first && timing.late === 'next_day';
      return { begins, ends: Math.max(begins, isLate ? last + DAY : last) };
    }
  }
}

/**
 * When the email of a person is due, before quiet hours and throttle.
 * @param personZone the zone of the person's clock (IANA)
 * @param startedAt when sending began, epoch milliseconds
 */
export function dueAtOf(
  timing: CampaignTiming,
  { personZone, shopZone }: { personZone: string; shopZone: string },
  startedAt: number,
): number {
  switch (timing.kind) {
    case 'now':
      return startedAt;
    case 'shop':
      return Math.max(startedAt, localMoment(timing.day, timing.time, shopZone));
    case 'person': {
      const at = localMoment(timing.day, timing.time, personZone);
      if (at >= startedAt) return at;
      return timing.late === 'at_once'
        ? startedAt
        : nextTimeOfDay(startedAt - 1, timing.time, [], personZone);
    }
  }
}
