import { BlockStack, InlineGrid, List, Text } from '@shopify/polaris';
import type { ShownReplay } from '#app/journeys/page/replay-page.ts';
import { noteWords } from '#app/journeys/page/replay-words.ts';
import type { ReplayFigure } from '#app/journeys/replay/replay-figures.ts';
import { DAYS, formatCount, PEOPLE } from '#app/lib/format/count.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { Figure } from '#app/ui/figure.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';

export type ReplayResultCardProps = { replay: ShownReplay; timeZone: string };

/** The figures of a replay, each with its period and unit, and what could not be known of the past. */
export function ReplayResultCard({ replay, timeZone }: ReplayResultCardProps) {
  const { figures, days, name, notes, leftOut } = replay;
  const period = `Last ${formatCount(days, DAYS)}`;
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">{`${name}, ${period.toLowerCase()}`}</Text>
      {figures.length === 0 ? (
        <Text as="p" tone="subdued">
          No one was replayed yet.
        </Text>
      ) : (
        <InlineGrid columns={{ xs: 1, sm: 2, md: 3, lg: 4 }} gap="300">
          {figures.map((figure) => (
            <Figure key={figure.key} name={figure.name} period={period} value={figureText(figure)}>
              {figure.unit === '' ? undefined : figure.unit}
            </Figure>
          ))}
        </InlineGrid>
      )}
      <PlainCard title="How to read this">
        <List>
          <List.Item>
            Orders count when they were placed within 5 days after an email that would have been
            sent, to the same person. They were placed without it: the figure says who would have
            been reached, not what the email would have earned.
          </List.Item>
          <List.Item>
            Overlaps are emails within 24 hours of one that another journey really sent to the same
            person.
          </List.Item>
          {notes.map((note) => (
            <List.Item key={JSON.stringify(note)}>{noteWords(note, timeZone)}</List.Item>
          ))}
          {leftOut === 0 ? null : (
            <List.Item>
              {`${formatCount(leftOut, PEOPLE)} with very many events were left out.`}
            </List.Item>
          )}
        </List>
      </PlainCard>
    </BlockStack>
  );
}

/** The value of a figure as text. */
export function figureText({ value, currency }: Pick<ReplayFigure, 'value' | 'currency'>): string {
  return currency === null ? formatNumber(value) : formatMoney(value, currency);
}
