import { Box, Button, InlineGrid, InlineStack, Select } from '@shopify/polaris';
import type { DecisionView } from '#app/decisions/decision-view.ts';
import type { DecisionChoice } from '#app/decisions/page/decision-line.ts';
import { DateRangeFields } from '#app/ui/date-range-fields.tsx';

/** What each filter offers, beside all. */
export type DecisionChoices = Record<
  'journey' | 'message' | 'reason' | 'outcome',
  DecisionChoice[]
>;

export type DecisionFiltersProps = {
  view: DecisionView;
  choices: DecisionChoices;
  onChange: (values: Record<string, string>) => void;
};

const NO_FILTERS = { person: '', journey: '', message: '', reason: '', outcome: '', search: '' };
const LABELS = [
  ['journey', 'Journey'],
  ['message', 'Email or banner'],
  ['reason', 'Reason'],
  ['outcome', 'Decision'],
] as const;

/** What narrows the decisions besides the search for a person. */
export function DecisionFilters({ view, choices, onChange }: DecisionFiltersProps) {
  const isNarrowed = Object.keys(NO_FILTERS).some((name) => view[name as keyof typeof NO_FILTERS]);
  return (
    <Box paddingInline="300" paddingBlockEnd="300">
      <InlineGrid columns={{ xs: 1, sm: 2, lg: 3 }} gap="300">
        {LABELS.map(([name, label]) => (
          <Select
            key={name}
            label={label}
            options={[{ label: 'All', value: '' }, ...withChosen(choices[name], view[name])]}
            value={view[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
        <DateRangeFields from={view.from} to={view.to} onChange={onChange} />
      </InlineGrid>
      {isNarrowed ? (
        <Box paddingBlockStart="300">
          <InlineStack>
            <Button variant="plain" onClick={() => onChange(NO_FILTERS)}>
              Clear filters
            </Button>
          </InlineStack>
        </Box>
      ) : null}
    </Box>
  );
}

/** The choices with the one of the address, which may be of something that is gone. */
function withChosen(choices: DecisionChoice[], chosen: string): DecisionChoice[] {
  const isOffered = chosen === '' || choices.some(({ value }) => value === chosen);
  return isOffered ? choices : [...choices, { value: chosen, label: chosen.replaceAll('_', ' ') }];
}
