import { BlockStack, Select, TextField } from '@shopify/polaris';
import { ACTION_VARIABLES, actionTextProblems } from '#app/journeys/actions/action-text.ts';

const VARIABLES = [
  { label: 'Insert a variable', value: '' },
  ...Object.entries(ACTION_VARIABLES).map(([value, label]) => ({ label, value })),
];

export type ActionTextFieldProps = {
  label: string;
  /** What the text is called in a sentence: "the subject". */
  what: string;
  value: string;
  longest: number;
  /** Lines that are shown; one by default. */
  lines?: number;
  /** What else is wrong with it. */
  error?: string | null;
  onChange: (value: string) => void;
};

/** A text that may name what is known of the person, with a choice of what there is. */
export function ActionTextField(props: ActionTextFieldProps) {
  const { label, what, value, longest, lines, error, onChange } = props;
  const [problem] = actionTextProblems(value, what);
  return (
    <BlockStack gap="100">
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        maxLength={longest}
        multiline={lines}
        error={problem ?? error ?? undefined}
        autoComplete="off"
      />
      <Select
        label={`Variable for ${what}`}
        labelHidden
        options={VARIABLES}
        value=""
        onChange={(name) => onChange(`${value}{{${name}}}`.slice(0, longest))}
      />
    </BlockStack>
  );
}
