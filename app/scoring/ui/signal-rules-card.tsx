import {
  BlockStack,
  Button,
  Card,
  InlineError,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import { DeleteIcon } from '@shopify/polaris-icons';
import { SIGNALS, type Signal } from '#app/profiles/profile-state.ts';
import { problemAt, type ModelForm, type SignalRow } from '#app/scoring/model-form.ts';
import type { DraftProblems } from '#app/scoring/parse-score-model.ts';
import { SIGNAL_WORDS } from '#app/scoring/signal-words.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { NumberInput } from './number-input.tsx';

export type ModelCardProps = {
  form: ModelForm;
  problems: DraftProblems;
  onChange: (change: Partial<ModelForm>) => void;
};

const COLUMNS = '2fr 1fr 1fr 1fr 2rem';

/** What each kind of behaviour is worth. */
export function SignalRulesCard({ form: { signals }, problems, onChange }: ModelCardProps) {
  const { mdDown } = useBreakpoints();
  const unused = SIGNALS.filter((signal) => !signals.some((row) => row.signal === signal));
  const change = (index: number, row: SignalRow) =>
    onChange({ signals: signals.map((known, place) => (place === index ? row : known)) });
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title="Intent: how close to buying"
          text="Points for each time something happens. They fade: after a half-life half is left. A cap is the most that one kind gives, or takes when its points are below 0."
        />
        {mdDown ? null : (
          <InlineGrid columns={COLUMNS} gap="200">
            <Text as="span" tone="subdued">
              Behaviour
            </Text>
            <Text as="span" tone="subdued">
              Points
            </Text>
            <Text as="span" tone="subdued">
              Cap
            </Text>
            <Text as="span" tone="subdued">
              Half-life
            </Text>
          </InlineGrid>
        )}
        {signals.map((row, index) => (
          <SignalFields
            key={row.signal}
            row={row}
            problemOf={(field) => problemAt(problems, `signals.${String(index)}.${field}`)}
            onChange={(changed) => change(index, changed)}
            onRemove={() => onChange({ signals: signals.filter((known) => known !== row) })}
            isStacked={mdDown}
          />
        ))}
        {problems.signals === undefined ? null : (
          <InlineError message={problems.signals} fieldID="add-signal" />
        )}
        {unused.length === 0 ? null : (
          <Select
            id="add-signal"
            label="Add behaviour"
            placeholder="Choose a behaviour"
            value=""
            options={unused.map((signal) => ({ value: signal, label: nameOf(signal) }))}
            onChange={(signal) => {
              const added = unused.find((one) => one === signal);
              if (added)
                onChange({
                  signals: [
                    ...signals,
                    { signal: added, points: '1', cap: '10', halfLifeDays: '7' },
                  ],
                });
            }}
          />
        )}
      </BlockStack>
    </Card>
  );
}

type SignalFieldsProps = {
  row: SignalRow;
  problemOf: (field: string) => string | undefined;
  onChange: (row: SignalRow) => void;
  onRemove: () => void;
  isStacked: boolean;
};

function SignalFields({ row, problemOf, onChange, onRemove, isStacked }: SignalFieldsProps) {
  const name = nameOf(row.signal);
  const field = (key: 'points' | 'cap' | 'halfLifeDays', label: string, suffix?: string) => (
    <NumberInput
      label={label}
      labelHidden={!isStacked}
      suffix={suffix}
      value={row[key]}
      onChange={(value) => onChange({ ...row, [key]: value })}
      error={problemOf(key)}
    />
  );
  const fields = [
    <div key="points">{field('points', 'Points')}</div>,
    <div key="cap">{field('cap', 'Cap')}</div>,
    <div key="halfLife">{field('halfLifeDays', 'Half-life', 'days')}</div>,
  ];
  const remove = (
    <Button
      icon={DeleteIcon}
      variant="tertiary"
      onClick={onRemove}
      accessibilityLabel={`Remove ${name.toLowerCase()}`}
    />
  );
  return (
    <div role="group" aria-label={name}>
      {isStacked ? (
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" wrap={false}>
            <Text as="h3" variant="headingSm">
              {name}
            </Text>
            {remove}
          </InlineStack>
          <InlineGrid columns={3} gap="200">
            {fields}
          </InlineGrid>
        </BlockStack>
      ) : (
        <InlineGrid columns={COLUMNS} gap="200" alignItems="start">
          <div style={{ paddingBlockStart: 'var(--p-space-150)' }}>{name}</div>
          {fields}
          {remove}
        </InlineGrid>
      )}
    </div>
  );
}

function nameOf(signal: Signal): string {
  const { many } = SIGNAL_WORDS[signal];
  return many.charAt(0).toUpperCase() + many.slice(1);
}
