import { Button, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { sourceText, type EventRef, type FactSource } from '#app/people/page/provenance.ts';
import { useCollapsible } from '#app/ui/collapsible-area.tsx';
import { formatDate, formatTime } from '#app/lib/format/time.ts';

/** Shows an event in the timeline. */
export type ShowEvent = (event: EventRef) => void;

export type FactSourceLineProps = {
  source: FactSource;
  event: EventRef | null;
  /** What it comes from, in words. */
  origin: string | null;
  /** What the source is of, for screen readers, which read a link without what stands around it. */
  about: string;
  onShow: ShowEvent;
  timeZone: string;
};

/** Where something comes from; leads to its event in the timeline while that is kept. */
export function FactSourceLine({
  source,
  event,
  origin,
  about,
  onShow,
  timeZone,
}: FactSourceLineProps) {
  const text = sourceText(source, event, origin, {
    time: (at) => formatTime(at, timeZone),
    date: (at) => formatDate(at, timeZone),
  });
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {event === null ? (
        text
      ) : (
        <Link
          monochrome
          removeUnderline
          onClick={() => onShow(event)}
          accessibilityLabel={`${about}: ${text}. Show in the timeline`}
        >
          {text}
        </Link>
      )}
    </Text>
  );
}

/** Whether a card shows where each of its facts comes from, and the button that changes it. */
export function useSources(card: string): { areShown: boolean; toggle: ReactNode } {
  const [areShown, change] = useCollapsible(`${card}-sources`, false);
  const toggle = (
    <div>
      <Button variant="plain" ariaExpanded={areShown} onClick={() => change(!areShown)}>
        {areShown ? 'Hide sources' : 'Show sources'}
      </Button>
    </div>
  );
  return { areShown, toggle };
}
