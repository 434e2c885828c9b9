import { formatRelativeTime } from '#app/lib/format/relative-time.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { useNow } from './use-now.ts';

/** When a page was loaded, epoch milliseconds, and the zone of the shop: what moments are put into words by. */
export type PageTime = { now: number; timeZone: string };

/** `at` is epoch milliseconds. */
export type RelativeTimeProps = PageTime & { at: number };

/** A moment in words, which count on while the page is open; the exact time is on hover and for machines. */
export function RelativeTime({ at, now, timeZone }: RelativeTimeProps) {
  const moment = useNow(now);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at, timeZone)}>
      {formatRelativeTime(at, moment, timeZone)}
    </time>
  );
}
