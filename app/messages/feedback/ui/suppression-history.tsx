import { Button, Collapsible, List } from '@shopify/polaris';
import { useId, useState } from 'react';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import {
  suppressionChangeWords,
  type SuppressionChangeShown,
} from '../page/suppression-history.ts';

export type SuppressionHistoryProps = PageTime & {
  address: string;
  changes: readonly SuppressionChangeShown[];
  /** Who reads it. */
  staffId: string;
};

/** What happened to a blocked address before, opened by a button; nothing where it was blocked once. */
export function SuppressionHistory({
  address,
  changes,
  staffId,
  ...time
}: SuppressionHistoryProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (changes.length < 2) return null;
  return (
    <>
      <Button
        variant="plain"
        textAlign="start"
        disclosure={isOpen ? 'up' : 'down'}
        ariaExpanded={isOpen}
        ariaControls={id}
        accessibilityLabel={`History of ${address}`}
        onClick={() => setOpen(!isOpen)}
      >
        History
      </Button>
      <Collapsible id={id} open={isOpen}>
        <List>
          {changes.map((change) => (
            <List.Item key={change.id}>
              {suppressionChangeWords(change, staffId)}, <RelativeTime {...time} at={change.at} />
            </List.Item>
          ))}
        </List>
      </Collapsible>
    </>
  );
}
