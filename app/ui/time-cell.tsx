import { RelativeTime, type RelativeTimeProps } from './relative-time.tsx';
import { NamedCell } from './row-cells.tsx';

export type TimeCellProps = RelativeTimeProps & { heading: string; isCondensed: boolean };

/** A moment in a table. Condensed, it says which column it is of: "2 hours ago" does not say what was. */
export function TimeCell({ heading, isCondensed, ...time }: TimeCellProps) {
  if (!isCondensed) return <RelativeTime {...time} />;
  return (
    <NamedCell heading={heading}>
      <RelativeTime {...time} />
    </NamedCell>
  );
}
