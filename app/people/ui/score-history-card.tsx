import { Button, Text, TextField } from '@shopify/polaris';
import type { TracedExplanation } from '#app/people/page/person-page.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { formatTime } from '#app/lib/format/time.ts';
import { ScoreCurveChart } from './score-curve.tsx';
import { TimeSlider } from './time-slider.tsx';

export type ScoreHistoryCardProps = {
  personId: string;
  explanation: TracedExplanation;
  /** The moment asked about, as a date-and-time field holds it; null for now. */
  asOf: string | null;
  /** The latest moment that can be asked about. */
  latest: string;
  /** The first moment that anything is known of, epoch milliseconds. */
  firstSeenAt: number;
  onAsOf: (moment: string | null) => void;
  now: number;
  timeZone: string;
};

/** Chooses the moment that the score is explained at, and says by which model it is. */
export function ScoreHistoryCard(props: ScoreHistoryCardProps) {
  const { personId, explanation, asOf, latest, firstSeenAt, onAsOf, now, timeZone } = props;
  const { at, modelVersion, score } = explanation;
  const isPast = asOf !== null;
  return (
    <CollapsibleCard
      cardKey="score-history"
      title="Score over time"
      summary={
        isPast
          ? `${score.grade} on ${formatTime(at, timeZone)}`
          : 'Now. Open to see an earlier moment.'
      }
    >
      <ScoreCurveChart personId={personId} timeZone={timeZone} />
      <TimeSlider
        label="Score over time"
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
            ? `What had happened by ${formatTime(at, timeZone)}, as far as it is known today.`
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
          ? `By version ${String(modelVersion)} of the score model, which was in use then.`
          : `By version ${String(modelVersion)} of the score model.`}
      </Text>
    </CollapsibleCard>
  );
}
