import { BlockStack, Link, Text } from '@shopify/polaris';
import type { PersonForecast, WantedAgain } from '#app/predictions/page/person-forecast.ts';
import { forecastSummary, forecastWords, LACKS } from '#app/predictions/page/forecast-words.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { DAYS, formatCount, TIMES } from '#app/lib/format/count.ts';
import { formatDate } from '#app/lib/format/time.ts';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

export type ForecastCardProps = PageTime & { forecast: PersonForecast };

/** What is expected of a person, and when which products will be wanted again. */
export function ForecastCard({ forecast, now, timeZone }: ForecastCardProps) {
  const { prediction, lack, wantedAgain } = forecast;
  const date = (at: number) => formatDate(at, timeZone);
  const lackText = LACKS[lack ?? 'not_yet'];
  return (
    <CollapsibleCard
      cardKey="forecast"
      title="Forecast"
      summary={prediction === null ? lackText : forecastSummary(prediction)}
    >
      {prediction === null ? (
        <Text as="p" tone="subdued">
          {lackText}
        </Text>
      ) : (
        <>
          <Text as="p" variant="bodySm" tone="subdued">
            {`In the 12 months from ${date(prediction.computedAt)}`}
          </Text>
          <FactList nameWidth="7rem" facts={forecastWords(prediction, date)} />
        </>
      )}
      {wantedAgain.length === 0 ? null : (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            Likely bought again
          </Text>
          <ShortList
            whole={`all ${String(wantedAgain.length)} products`}
            items={wantedAgain.map((wanted) => ({
              key: wanted.productId,
              content: (
                <>
                  <Text as="span">{wanted.title}</Text>
                  <Text as="p" variant="bodySm" tone="subdued">
                    {wantedWords(wanted, now, date)}
                  </Text>
                </>
              ),
            }))}
          />
        </BlockStack>
      )}
      {prediction === null ? null : (
        <Text as="p" variant="bodySm" tone="subdued">
          {`Lifetime model, version ${String(prediction.modelVersion)}. `}
          <Link url="/app/predictions">Accuracy</Link>
        </Text>
      )}
    </CollapsibleCard>
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
