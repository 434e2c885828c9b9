import { BlockStack, Button, Card, InlineStack, List, Text, TextField } from '@shopify/polaris';
import type { TracedExplanation, TracedHalf } from '#app/insights/person-page.server.ts';
import { FactSourceLine, type ShowEvent } from './fact-source.tsx';
import { formatTime } from './format-time.ts';
import { GradeBadge } from './person-badges.tsx';

export type ScoreCardProps = {
  explanation: TracedExplanation;
  /** The moment asked about, as a date-and-time field holds it; null for now. */
  asOf: string | null;
  /** The latest moment that can be asked about. */
  latest: string;
  onAsOf: (moment: string | null) => void;
  onShow: ShowEvent;
  timeZone: string;
};

/** A score with each point traced to what it is for, now or at a moment in the past. */
export function ScoreCard(props: ScoreCardProps) {
  const { explanation, asOf, latest, onAsOf, onShow, timeZone } = props;
  const source = { onShow, timeZone };
  const { score, intent, fit, waysUp, byTimeAlone, at, modelVersion } = explanation;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Score
          </Text>
          <GradeBadge grade={score.grade} score={score.score} band={score.band} />
        </InlineStack>
        <Half
          name="Intent: how close to buying"
          half={intent}
          nothing="No behaviour counts."
          {...source}
        />
        <Half
          name="Fit: how well the person suits the shop"
          half={fit}
          nothing="Nothing is known."
          {...source}
        />
        {asOf === null && waysUp.length > 0 ? (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              What would move it up
            </Text>
            <List>
              {waysUp.map((way) => (
                <List.Item key={way}>{way}</List.Item>
              ))}
            </List>
          </BlockStack>
        ) : null}
        {asOf === null && byTimeAlone ? (
          <Text as="p" tone="subdued">
            {`The grade ${byTimeAlone.text}.`}
          </Text>
        ) : null}
        <TextField
          label="Score as of"
          type="datetime-local"
          autoComplete="off"
          value={asOf ?? latest}
          max={latest}
          onChange={(moment) => onAsOf(moment === '' ? null : moment)}
          helpText={
            asOf === null
              ? 'Now, live. Choose a moment to see the score at that time.'
              : `Behaviour as of ${formatTime(at, timeZone)}; fit as known today.`
          }
          connectedRight={
            <Button disabled={asOf === null} onClick={() => onAsOf(null)}>
              Now
            </Button>
          }
        />
        <Text as="p" variant="bodySm" tone="subdued">
          {`Scoring model, version ${String(modelVersion)}.`}
        </Text>
      </BlockStack>
    </Card>
  );
}

type HalfProps = {
  name: string;
  half: TracedHalf;
  nothing: string;
  onShow: ShowEvent;
  timeZone: string;
};

function Half({ name, half, nothing, ...source }: HalfProps) {
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="100" wrap={false}>
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        <Text as="span" numeric>
          {`${String(Math.round(half.value))} of 100`}
        </Text>
      </InlineStack>
      {half.lines.length === 0 ? (
        <Text as="p" tone="subdued">
          {nothing}
        </Text>
      ) : (
        <List>
          {half.lines.map((line) => (
            <List.Item key={line.text}>
              {line.text}
              {line.source === null ? null : (
                <FactSourceLine
                  source={line.source}
                  event={line.event}
                  about={line.text}
                  {...source}
                />
              )}
            </List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  );
}
