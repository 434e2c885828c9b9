import { BlockStack, Card, Link, List, Text } from '@shopify/polaris';
import type { PersonAhead, WantedAgain } from '#app/insights/lifetime/ahead.server.ts';
import { aheadWords, LACKS } from '#app/insights/lifetime/ahead-words.ts';
import { DAYS, TIMES, formatCount } from '#app/lib/format/count.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { FactList } from './fact-list.tsx';

export type AheadCardProps = { ahead: PersonAhead; now: number; timeZone: string };

/** What is expected of a person, and when which products will be wanted again. */
export function AheadCard({ ahead, now, timeZone }: AheadCardProps) {
  const { prediction, lack, wantedAgain } = ahead;
  const date = (at: number) => formatDate(at, timeZone);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack>
          <Text as="h2" variant="headingMd">
            What is ahead
          </Text>
          {prediction === null ? null : (
            <Text as="p" variant="bodySm" tone="subdued">
              {`In the 12 months from ${date(prediction.reckonedAt)}`}
            </Text>
          )}
        </BlockStack>
        {prediction === null ? (
          <Text as="p" tone="subdued">
            {lack === null ? LACKS.not_yet : LACKS[lack]}
          </Text>
        ) : (
          <FactList nameWidth="7rem" facts={aheadWords(prediction, date)} />
        )}
        {wantedAgain.length === 0 ? null : (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              Likely wanted again
            </Text>
            <List>
              {wantedAgain.map((wanted) => (
                <List.Item key={wanted.productId}>
                  {wanted.title}
                  <Text as="p" variant="bodySm" tone="subdued">
                    {wantedWords(wanted, now, date)}
                  </Text>
                </List.Item>
              ))}
            </List>
          </BlockStack>
        )}
        {prediction === null ? null : (
          <Text as="p" variant="bodySm" tone="subdued">
            {`Lifetime model, version ${String(prediction.modelVersion)}. `}
            <Link url="/app/predictions">How well it tells</Link>
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function wantedWords(
  { by, times, rhythm, from, due, to }: WantedAgain,
  now: number,
  date: (at: number) => string,
): string {
  const when = due < now ? `Since ${date(due)}` : `Around ${date(due)}`;
  const spread = from === to ? '' : `, mostly ${date(from)} to ${date(to)}`;
  const days = `every ${formatCount(Math.round(rhythm.median), DAYS)}`;
  return by === 'own'
    ? `${when}${spread}: bought ${formatCount(times, TIMES)}, ${days}`
    : `${when}${spread}: others buy it again ${days}`;
}
