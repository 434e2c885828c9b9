import { formatRelativeTime, formatTime } from './format-time.ts';

export type RelativeTimeProps = {
  /** Epoch milliseconds, both. */
  at: number;
  now: number;
  timeZone: string;
};

/** A moment in words; the exact time is on hover and for machines. */
export function RelativeTime({ at, now, timeZone }: RelativeTimeProps) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at, timeZone)}>
      {formatRelativeTime(at, now, timeZone)}
    </time>
  );
}
