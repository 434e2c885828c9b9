import { BlockStack, InlineStack, Link, List, Text } from '@shopify/polaris';
import type { TracedExplanation, TracedSubscore } from '#app/people/page/person-page.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { ShortList } from '#app/ui/short-list.tsx';
import { FactSourceLine, useSources, type ShowEvent } from './fact-source.tsx';

export type ScoreCardProps = {
  explanation: TracedExplanation;
  /** Whether a moment of the past is explained. */
  isPast: boolean;
  onShow: ShowEvent;
  timeZone: string;
};

const LINES = 4;

/** A score with each point traced to what it is for, now or at a moment in the past. */
export function ScoreCard({ explanation, isPast, onShow, timeZone }: ScoreCardProps) {
  const { at, modelVersion, score, intent, fit, gradeSuggestions, byTimeAlone } = explanation;
  const sources = useSources('score');
  const shared = { areSourcesShown: sources.areShown, onShow, timeZone };
  const moment = isPast ? formatTime(at, timeZone) : 'now';
  return (
    <CollapsibleCard
      cardKey="score"
      title="Score"
      summary={`${score.grade}, ${score.band}, ${String(score.score)} of 100, ${moment}`}
      isOpenAtFirst
    >
      <Subscore
        {...shared}
        name="Intent: how close to buying"
        subscore={intent}
        nothing={isPast ? 'No behavior counted.' : 'No behavior counts.'}
      />
      <Subscore
        {...shared}
        name="Fit: how well the person suits the shop"
        subscore={fit}
        nothing={isPast ? 'Nothing was known.' : 'Nothing is known.'}
      />
      {gradeSuggestions.length > 0 ? (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {isPast ? 'What would have moved it up' : 'What would move it up'}
          </Text>
          <List>
            {gradeSuggestions.map((suggestion) => (
              <List.Item key={suggestion}>{suggestion}</List.Item>
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
      <InlineStack align="space-between" gap="200">
        {sources.toggle}
        <Link url="/app/scoring">{`Show model, version ${String(modelVersion)}`}</Link>
      </InlineStack>
    </CollapsibleCard>
  );
}

type SubscoreProps = {
  name: string;
  subscore: TracedSubscore;
  nothing: string;
  areSourcesShown: boolean;
  onShow: ShowEvent;
  timeZone: string;
};

function Subscore({ name, subscore, nothing, areSourcesShown, ...source }: SubscoreProps) {
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="100" wrap={false}>
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        <span style={{ whiteSpace: 'nowrap' }}>
          <Text as="span" numeric>
            {`${formatNumber(subscore.value, { atMost: 0 })} of 100`}
          </Text>
        </span>
      </InlineStack>
      {subscore.lines.length === 0 ? (
        <Text as="p" tone="subdued">
          {nothing}
        </Text>
      ) : null}
      <ShortList
        whole={`all ${String(subscore.lines.length)} reasons`}
        few={LINES}
        gap="100"
        items={subscore.lines.map((line) => ({
          key: line.text,
          content: (
            <>
              <Text as="span">{line.text}</Text>
              {areSourcesShown && line.source !== null ? (
                <FactSourceLine
                  {...source}
                  source={line.source}
                  event={line.event}
                  origin={line.origin}
                  about={line.text}
                />
              ) : null}
            </>
          ),
        }))}
      />
    </BlockStack>
  );
}
