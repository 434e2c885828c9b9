import { Button } from '@shopify/polaris';
import { useState, type ReactNode } from 'react';

export type ShortListProps = {
  /** What the button says that shows the rest: "all 12 orders". */
  whole: string;
  items: { key: string; content: ReactNode }[];
  /** How many are shown at first. */
  few?: number;
  gap?: '100' | '200' | '300';
};

const FEW = 3;

/** A list of which the first few are shown, and the rest on demand; nothing when it is empty. */
export function ShortList({ whole, items, few = FEW, gap = '200' }: ShortListProps) {
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return null;
  // One that is left over needs no more room than the button.
  const isLong = items.length > few + 1;
  const shown = isLong && !isWhole ? items.slice(0, few) : items;
  return (
    <>
      <ul
        style={{
          display: 'grid',
          gap: `var(--p-space-${gap})`,
          listStyle: 'none',
          margin: 0,
          padding: 0,
          overflowWrap: 'anywhere',
        }}
      >
        {shown.map(({ key, content }) => (
          <li key={key}>{content}</li>
        ))}
      </ul>
      {isLong ? (
        <div>
          <Button variant="plain" ariaExpanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show ${whole}`}
          </Button>
        </div>
      ) : null}
    </>
  );
}
