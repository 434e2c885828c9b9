import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  List,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import { DAY } from '#app/lib/duration.ts';
import { formatChange } from '#app/lib/format/change.ts';
import { PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDate, formatTime } from '#app/lib/format/time.ts';
import type { LearnedEvidence, InsufficientData } from '#app/scoring/training/evidence.ts';
import { percentDone, type Learning } from '#app/scoring/training/learning.ts';
import {
  gainWords,
  lackingWords,
  mayBeUsed,
  evaluationOf,
  evaluationWords,
  type Evaluation,
} from '#app/scoring/training/words.ts';
import { Figure } from '#app/ui/figure.tsx';

export const EXAMPLES = { one: 'example', many: 'examples' };

/** How far the running training is. */
export function LearningCard({ learning }: { learning: Learning }) {
  const done = percentDone(learning);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd" id="learning-progress">
          Training from orders
        </Text>
        <ProgressBar progress={done} size="small" ariaLabelledBy="learning-progress" />
        <div aria-live="polite">
          <Text as="p" tone="subdued">
            {learning.state === 'asked'
              ? 'It starts in a moment.'
              : learning.state === 'reading'
                ? `${formatNumber(learning.peopleDone)} of ${formatCount(learning.peopleTotal, PEOPLE)} read, ${formatCount(learning.examples, EXAMPLES)} so far.`
                : `Training on ${formatCount(learning.examples, EXAMPLES)}.`}
          </Text>
        </div>
      </BlockStack>
    </Card>
  );
}

/** Says that the last training failed. */
export function LearningFailedBanner() {
  return (
    <Banner tone="warning" title="The last training failed">
      <p>Train again. Nothing that was learned before is lost.</p>
    </Banner>
  );
}

export type TooLittleBannerProps = {
  result: InsufficientData;
  triedAt: number;
  timeZone: string;
};

/** Says that the last training had too little data, and why. */
export function TooLittleBanner({ result, triedAt, timeZone }: TooLittleBannerProps) {
  return (
    <Banner tone="info" title={`Too little evidence on ${formatTime(triedAt, timeZone)}`}>
      <p>{lackingWords(result)}</p>
      <p>The score keeps using the current points.</p>
    </Banner>
  );
}

const TONES: Record<Evaluation, 'success' | 'info' | 'warning'> = {
  better: 'success',
  as_good: 'info',
  worse: 'warning',
  by_chance: 'warning',
};

export type EvaluationCardProps = {
  version: number;
  evidence: LearnedEvidence;
  /** What using it changes, in sentences; empty when the score is by it already. */
  changes: string[];
  isBusy: boolean;
  onUse: () => void;
  /** Takes the score back to what it was by before; null when that is not known. */
  onRevert: (() => void) | null;
};

/** What the evidence says, what using it changes, and the way back. */
export function EvaluationCard(props: EvaluationCardProps) {
  const { version, evidence, changes, isBusy, onUse, onRevert } = props;
  const evaluation = evaluationOf(evidence);
  const { title, text } = evaluationWords(evaluation);
  const isInUse = changes.length === 0;
  const since = `from ${dayText(evidence.testFrom)}`;
  return (
    <BlockStack gap="400">
      <Banner tone={TONES[evaluation]} title={title}>
        <p>{text}</p>
        <p>{gainWords(evidence)}</p>
      </Banner>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <Figure name="Model accuracy (AUC)" period={since} value={aucText(evidence.area.value)}>
          {`How often people who ordered were ranked above people who did not: 1 is perfect, 0.5 is chance. Between ${aucText(evidence.area.low)} and ${aucText(evidence.area.high)} 95 of 100 times.`}
        </Figure>
        <Figure
          name="Accuracy of the score in use then (AUC)"
          period={since}
          value={aucText(evidence.areaInUse)}
        >
          The same of the score by the points that were in use when it was learned.
        </Figure>
        <Figure
          name="Accuracy of the learned points (AUC)"
          period={since}
          value={aucText(evidence.areaSuggested)}
        >
          {`The same of the score by the learned points: ${signed(evidence.gain.value)}, between ${signed(evidence.gain.low)} and ${signed(evidence.gain.high)} 95 of 100 times.`}
        </Figure>
        {evidence.areaOfOrders === undefined ? null : (
          <Figure
            name="Accuracy of the number of orders (AUC)"
            period={since}
            value={aucText(evidence.areaOfOrders)}
          >
            The same for the number of orders so far, without any score. A score that predicts no
            better than this is not worth using.
          </Figure>
        )}
        <Figure
          name="Orders within 30 days"
          period={`from ${dayText(evidence.from)}`}
          value={evidence.learned.outcomes + evidence.tested.outcomes}
        >
          {`Learned from ${formatNumber(evidence.learned.outcomes)} of ${formatNumber(evidence.learned.examples)} examples, tested on ${formatNumber(evidence.tested.outcomes)} of ${formatNumber(evidence.tested.examples)}. Mean squared error ${formatNumber(evidence.brier, { exactly: 3 })}, of one chance for all ${formatNumber(evidence.brierOfShare, { exactly: 3 })}.`}
        </Figure>
      </InlineGrid>
      <Card>
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {isInUse ? 'The score uses these points' : 'What using these points changes'}
            </Text>
            {isInUse ? <Badge tone="success">In use</Badge> : null}
          </InlineStack>
          <Text as="p" tone="subdued">
            {periodText(evidence)}
          </Text>
          {isInUse ? null : (
            <List>
              {changes.map((change) => (
                <List.Item key={change}>{change}</List.Item>
              ))}
            </List>
          )}
          <InlineStack gap="200">
            {isInUse ? null : (
              <Button
                variant={evaluation === 'better' ? 'primary' : 'secondary'}
                disabled={isBusy || !mayBeUsed(evaluation)}
                onClick={onUse}
              >
                {`Use the points of version ${String(version)}`}
              </Button>
            )}
            {isInUse && onRevert !== null ? (
              <Button disabled={isBusy} onClick={onRevert}>
                Go back to the points before
              </Button>
            ) : null}
            <Button variant="plain" url="/app/scoring">
              Edit the score yourself
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

/** The time that it was tested on, as headings say it: "3 Jul to 1 Sep 2026". */
export function testedPeriod({ testFrom, until }: LearnedEvidence): string {
  return `${dayText(testFrom)} to ${dayText(until)}`;
}

function periodText({ from, testFrom, until }: LearnedEvidence): string {
  return `People were looked at every 30 days from ${dayText(from)} to ${dayText(until)}; what was learned was tested on what came from ${dayText(testFrom)} on, which it had not seen.`;
}

/** A day since 1970-01-01 UTC. */
export function dayText(day: number): string {
  return formatDate(day * DAY, 'UTC');
}

function aucText(value: number): string {
  return formatNumber(value, { exactly: 2 });
}

function signed(value: number): string {
  return formatChange(value, { exactly: 2 });
}
