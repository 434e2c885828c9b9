import {
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  ProgressBar,
  Select,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import type { JourneyMove } from '#app/journeys/moves/journey-move.ts';
import type { MovePage, MoveRow } from '#app/journeys/moves/move-page.ts';
import { formatCount, PEOPLE } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { SubduedText } from '#app/ui/subdued-text.tsx';

export type MovePeopleCardProps = {
  page: Omit<MovePage, 'isPaused'>;
  isBusy: boolean;
  /** Begins to move; `mapping` says which step stands for which, by their ids. */
  onMove: (mapping: Record<string, string>) => void;
  onCancel: () => void;
};

/**
 * What the merchant chooses after publishing: everyone finishes on their version, or all are moved. For each step of the
 * earlier versions it says how many people are there and where they land.
 */
export function MovePeopleCard({ page, isBusy, onMove, onCancel }: MovePeopleCardProps) {
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const { journey, versions, choices, move } = page;
  const total = versions.flatMap(({ rows }) => rows).reduce((sum, { people }) => sum + people, 0);
  if (move?.state === 'running')
    return <MoveProgress move={move} isBusy={isBusy} onCancel={onCancel} />;
  if (total === 0)
    return (
      <Card>
        <Text as="p">{`Everyone in the journey is on version ${String(journey.version)}.`}</Text>
      </Card>
    );
  const change = (stepId: string, to: string) =>
    setMapping((known) => withChoice(known, stepId, to));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {`${formatCount(total, PEOPLE)} on earlier versions`}
          </Text>
          <Text as="p" tone="subdued">
            {`People finish on the version that they entered, unless you move them to version ${String(journey.version)}.`}
          </Text>
        </BlockStack>
        {versions.map(({ version, rows }) => (
          <BlockStack key={version} gap="200">
            <Text as="h3" variant="headingSm">{`Version ${String(version)}`}</Text>
            {rows.map((row) => (
              <MoveRowFields
                key={row.stepId}
                row={row}
                choices={choices}
                chosen={mapping[row.stepId] ?? ''}
                onChoose={(to) => change(row.stepId, to)}
              />
            ))}
          </BlockStack>
        ))}
        <InlineStack align="end">
          <Button variant="primary" loading={isBusy} onClick={() => onMove(mapping)}>
            {`Move ${formatCount(total, PEOPLE)}`}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

type MoveRowFieldsProps = {
  row: MoveRow;
  choices: MovePage['choices'];
  chosen: string;
  onChoose: (to: string) => void;
};

/** Where the people at one step land; a step that the new version does not have is chosen here. */
function MoveRowFields({ row, choices, chosen, onChoose }: MoveRowFieldsProps) {
  const { step, people, landing, landingStep } = row;
  return (
    <BlockStack gap="100">
      <Text as="p">{`${step}: ${formatCount(people, PEOPLE)}`}</Text>
      {landing.kind === 'exits' ? (
        <Select
          label={`Where people at “${step}” go on`}
          options={[
            { label: 'They leave the journey', value: '' },
            ...choices.map(({ id, step: title }) => ({ label: `Go on at “${title}”`, value: id })),
          ]}
          value={chosen}
          onChange={onChoose}
        />
      ) : (
        <SubduedText>
          {landing.kind === 'stays'
            ? `Stay at “${landingStep ?? ''}” and go on when they would have`
            : `Wait again at “${landingStep ?? ''}”, counted from when they came to their step, or from now after a wait until a time or date`}
        </SubduedText>
      )}
    </BlockStack>
  );
}

type MoveProgressProps = { move: JourneyMove; isBusy: boolean; onCancel: () => void };

function MoveProgress({ move, isBusy, onCancel }: MoveProgressProps) {
  const { total, moved, exited, version } = move;
  const done = Math.min(total, moved + exited);
  const words = `${formatNumber(done)} of ${formatCount(total, PEOPLE)} moved to version ${String(version)}`;
  return (
    <Banner
      title={`Moving people to version ${String(version)}`}
      action={{ content: 'Cancel', onAction: onCancel, loading: isBusy }}
    >
      <BlockStack gap="200">
        <ProgressBar progress={total === 0 ? 100 : (100 * done) / total} size="small" />
        <Text as="p">{words}</Text>
        {exited === 0 ? null : (
          <Text as="p">{`${formatCount(exited, PEOPLE)} left, because their step is not in it.`}</Text>
        )}
      </BlockStack>
    </Banner>
  );
}

function withChoice(
  mapping: Record<string, string>,
  stepId: string,
  to: string,
): Record<string, string> {
  const { [stepId]: _before, ...others } = mapping;
  return to === '' ? others : { ...others, [stepId]: to };
}
