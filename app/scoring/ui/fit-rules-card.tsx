import {
  BlockStack,
  Button,
  Card,
  Divider,
  InlineError,
  InlineGrid,
  Select,
  TextField,
} from '@shopify/polaris';
import { DeleteIcon } from '@shopify/polaris-icons';
import {
  CONSENT_WORDS,
  FIT_ASKS,
  problemAt,
  type FitAsk,
  type FitRow,
} from '#app/scoring/model-form.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { NumberInput } from './number-input.tsx';
import type { ModelCardProps } from './signal-rules-card.tsx';

const ORDER_LABELS: Record<string, string> = {
  orders: 'Orders',
  'orders pieces': 'Pieces',
  'orders returned': 'Percent',
  'orders gap': 'Days',
};
/** The first value of a condition on orders when it is chosen. */
const ORDER_STARTS: Record<string, string> = {
  orders: '1',
  'orders pieces': '10',
  'orders returned': '50',
  'orders gap': '30',
};
const ASKS = Object.entries(FIT_ASKS).map(([value, label]) => ({ value, label }));
const NEW_RULE: FitRow = { label: '', ask: 'country one_of', values: '', points: '5' };

/** Points for who a person is. */
export function FitRulesCard({ form: { fit }, problems, onChange }: ModelCardProps) {
  const change = (index: number, row: FitRow) =>
    onChange({ fit: fit.map((known, place) => (place === index ? row : known)) });
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title="Fit: how well the person suits the shop"
          text="Points for what is known about a person, all or none. They do not decay. A rule never matches what is not known."
        />
        {fit.map((row, index) => (
          // Rules have no other name than their place: two may say the same while one is typed.
          <BlockStack key={String(index)} gap="300">
            <FitFields
              row={row}
              number={index + 1}
              problemOf={(field) => problemAt(problems, `fit.${String(index)}.${field}`)}
              onChange={(changed) => change(index, changed)}
              onRemove={() => onChange({ fit: fit.filter((known) => known !== row) })}
            />
            {index < fit.length - 1 ? <Divider /> : null}
          </BlockStack>
        ))}
        {problems.fit === undefined ? null : (
          <InlineError message={problems.fit} fieldID="add-fit" />
        )}
        <div>
          <Button id="add-fit" onClick={() => onChange({ fit: [...fit, NEW_RULE] })}>
            Add rule
          </Button>
        </div>
      </BlockStack>
    </Card>
  );
}

type FitFieldsProps = {
  row: FitRow;
  number: number;
  problemOf: (field: string) => string | undefined;
  onChange: (row: FitRow) => void;
  onRemove: () => void;
};

function FitFields({ row, number, problemOf, onChange, onRemove }: FitFieldsProps) {
  const name = row.label === '' ? `Rule ${String(number)}` : row.label;
  return (
    <div role="group" aria-label={name}>
      <BlockStack gap="200">
        <InlineGrid columns={{ xs: '2fr 1fr 2rem', md: '3fr 1fr 2rem' }} gap="200" alignItems="end">
          <TextField
            label="Name in explanations"
            value={row.label}
            onChange={(label) => onChange({ ...row, label })}
            error={problemOf('label')}
            maxLength={255}
            autoComplete="off"
          />
          <NumberInput
            label="Points"
            value={row.points}
            onChange={(points) => onChange({ ...row, points })}
            error={problemOf('points')}
          />
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            onClick={onRemove}
            accessibilityLabel={`Remove the rule “${name}”`}
          />
        </InlineGrid>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
          <Select
            label="Condition"
            options={ASKS}
            value={row.ask}
            onChange={(ask) => onChange({ ...row, ask: ask as FitAsk, values: startOf(ask) })}
            error={row.ask.endsWith('known') ? problemOf('when') : undefined}
          />
          <Values row={row} error={problemOf('when')} onChange={onChange} />
        </InlineGrid>
      </BlockStack>
    </div>
  );
}

type ValuesProps = { row: FitRow; error: string | undefined; onChange: (row: FitRow) => void };

function Values({ row, error, onChange }: ValuesProps) {
  const set = (values: string) => onChange({ ...row, values });
  const { ask, values } = row;
  if (ask.endsWith('known')) return null;
  const [about] = ask.split(' ');
  if (about === 'orders')
    return (
      <NumberInput label={ORDER_LABELS[ask] ?? ''} value={values} onChange={set} error={error} />
    );
  if (ask.endsWith('consent')) {
    const several = values.includes(',') ? [{ value: values, label: wordsOf(values) }] : [];
    const options = Object.entries(CONSENT_WORDS).map(([value, label]) => ({ value, label }));
    return (
      <Select
        label="State"
        options={[...several, ...options]}
        value={values}
        onChange={set}
        error={error}
      />
    );
  }
  const isCompany = ask === 'company one_of';
  return (
    <TextField
      label={isCompany ? 'Companies, one per line' : 'Codes, separated by commas'}
      placeholder={ask === 'country one_of' ? 'GB, IE' : isCompany ? 'Fern Ltd' : 'en, pt-BR'}
      value={values}
      onChange={set}
      error={error}
      multiline={isCompany ? 2 : undefined}
      autoComplete="off"
    />
  );
}

function startOf(ask: string): string {
  const start = ORDER_STARTS[ask];
  if (start !== undefined) return start;
  return ask.endsWith('consent') ? 'subscribed' : '';
}

function wordsOf(states: string): string {
  return Object.entries(CONSENT_WORDS)
    .filter(([state]) => states.split(', ').includes(state))
    .map(([, words]) => words)
    .join(' or ');
}
