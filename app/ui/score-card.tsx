import {
  BlockStack,
  Button,
  Card,
  InlineStack,
  Link,
  List,
  Text,
  TextField,
} from '@shopify/polaris';
import type { TracedExplanation, TracedHalf } from '#app/insights/person-page.server.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { FactSourceLine, type ShowEvent } from './fact-source.tsx';
import { GradeBadge } from './person-badges.tsx';
import { ScoreCurve } from './score-curve.tsx';
import { TimeSlider } from './time-slider.tsx';

export type ScoreCardProps = {
  personId: string;
  explanation: TracedExplanation;
  /** The moment asked about, as a date-and-time field holds it; null for now. */
  asOf: string | null;
  /** The latest moment that can be asked about. */
  latest: string;
  /** The first moment that anything is known of, epoch milliseconds. */
  firstSeenAt: number;
  onAsOf: (moment: string | null) => void;
  onShow: ShowEvent;
  now: number;
  timeZone: string;
};

/** A score with each point traced to what it is for, now or at a moment in the past. */
export function ScoreCard(props: ScoreCardProps) {
  const { explanation, asOf, onShow, timeZone } = props;
  const source = { onShow, timeZone };
  const { score, intent, fit, waysUp, byTimeAlone } = explanation;
  const isPast = asOf !== null;
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
          nothing={isPast ? 'No behaviour counted.' : 'No behaviour counts.'}
          {...source}
        />
        <Half
          name="Fit: how well the person suits the shop"
          half={fit}
          nothing={isPast ? 'Nothing was known.' : 'Nothing is known.'}
          {...source}
        />
        {waysUp.length > 0 ? (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {isPast ? 'What would have moved it up' : 'What would move it up'}
            </Text>
            <List>
              {waysUp.map((way) => (
                <List.Item key={way}>{way}</List.Item>
              ))}
            </List>
          </BlockStack>
        ) : null}
        {byTimeAlone ? (
          <Text as="p" tone="subdued">
            {isPast
              ? `Seen from then, the grade ${byTimeAlone.text}.`
              : `The grade ${byTimeAlone.text}.`}
          </Text>
        ) : null}
        <AsOf {...props} />
      </BlockStack>
    </Card>
  );
}

/** Chooses the moment, and says by which model the score of it is. */
function AsOf(props: ScoreCardProps) {
  const { personId, explanation, asOf, latest, firstSeenAt, onAsOf, now, timeZone } = props;
  const { at, modelVersion } = explanation;
  const isPast = asOf !== null;
  return (
    <BlockStack gap="200">
      <ScoreCurve personId={personId} timeZone={timeZone} />
      <TimeSlider
        label="Score through time"
        from={firstSeenAt}
        now={now}
        at={isPast ? at : null}
        onAt={(moment) => onAsOf(moment === null ? null : String(moment))}
        timeZone={timeZone}
      />
      <TextField
        label="Score as of"
        type="datetime-local"
        autoComplete="off"
        value={asOf ?? latest}
        max={latest}
        onChange={(moment) => onAsOf(moment === '' ? null : moment)}
        helpText={
          isPast
            ? `Of all that was told since, what had happened by ${formatTime(at, timeZone)}.`
            : 'Now, live. Choose a moment to see the score at that time.'
        }
        connectedRight={
          <Button disabled={!isPast} onClick={() => onAsOf(null)}>
            Now
          </Button>
        }
      />
      <Text as="p" variant="bodySm" tone="subdued">
        {isPast
          ? `By version ${String(modelVersion)} of the score model, which was in use then. `
          : `By version ${String(modelVersion)} of the score model. `}
        <Link url="/app/scoring">Show the model</Link>
      </Text>
    </BlockStack>
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
          {`${formatNumber(half.value, { atMost: 0 })} of 100`}
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
