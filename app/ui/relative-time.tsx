import { formatRelativeTime } from '#app/lib/format/relative-time.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { useNow } from './use-now.ts';

export type RelativeTimeProps = {
  /** Epoch milliseconds, both; `now` is when the page was loaded. */
  at: number;
  now: number;
  timeZone: string;
};

/** A moment in words, which count on while the page is open; the exact time is on hover and for machines. */
export function RelativeTime({ at, now, timeZone }: RelativeTimeProps) {
  const moment = useNow(now);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at, timeZone)}>
      {formatRelativeTime(at, moment, timeZone)}
    </time>
  );
}
