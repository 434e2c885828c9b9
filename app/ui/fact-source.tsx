import { Link, Text } from '@shopify/polaris';
import { sourceText, type EventRef, type FactSource } from '#app/insights/provenance.ts';
import { formatDate, formatTime } from '#app/lib/format/time.ts';

/** Shows an event in the timeline. */
export type ShowEvent = (event: EventRef) => void;

export type FactSourceLineProps = {
  source: FactSource;
  event: EventRef | null;
  /** What the source is of, for those who hear a link without its surroundings. */
  about: string;
  onShow: ShowEvent;
  timeZone: string;
};

/** Where something comes from; leads to its event in the timeline while that is kept. */
export function FactSourceLine({ source, event, about, onShow, timeZone }: FactSourceLineProps) {
  const text = sourceText(source, event, {
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
