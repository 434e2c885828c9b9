import { Autocomplete, InlineStack, Tag } from '@shopify/polaris';
import { useState } from 'react';

export type Choice = { value: string; label: string };

export type PickManyProps = {
  label: string;
  placeholder: string;
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** What can be picked, or what a search found. */
  choices: readonly Choice[];
  /** Called when the search runs on the server; without it the choices are searched here. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
  /** Whether what is typed may be taken as it is. */
  takesAny?: boolean;
  /** What a value is called that is not among the choices. */
  nameOf?: (value: string) => string;
  error?: string;
};

/** As many as a list shows at once. */
const SHOWN = 50;

/** Picks several of many by typing; what is picked stands below and can be taken out. */
export function PickMany(props: PickManyProps) {
  const { label, placeholder, selected, onChange, choices, onSearch, isLoading, takesAny } = props;
  const { error, nameOf } = props;
  const [text, setText] = useState('');
  // What was picked keeps its name when the next search finds others.
  const [names, setNames] = useState<Record<string, string>>({});
  const sought = text.trim().toLowerCase();
  const found = choices.filter((choice) => onSearch || choice.label.toLowerCase().includes(sought));
  const isNew = takesAny && sought !== '' && !found.some(({ value }) => value === text.trim());
  const options = [
    ...found.slice(0, SHOWN),
    ...(isNew ? [{ value: text.trim(), label: `Add “${text.trim()}”` }] : []),
  ];

  function type(next: string) {
    setText(next);
    onSearch?.(next);
  }
  function pick(next: string[]) {
    const known = choices.filter(({ value }) => next.includes(value));
    setNames({ ...names, ...Object.fromEntries(known.map((one) => [one.value, one.label])) });
    onChange([...new Set(next)]);
    if (takesAny) setText('');
  }
  const called = (value: string) =>
    names[value] ??
    choices.find((choice) => choice.value === value)?.label ??
    nameOf?.(value) ??
    value;
  return (
    <div>
      <Autocomplete
        allowMultiple
        options={options}
        selected={[...selected]}
        onSelect={pick}
        loading={isLoading}
        emptyState={<span>{takesAny ? 'Type to search.' : 'No matches.'}</span>}
        textField={
          <Autocomplete.TextField
            label={label}
            labelHidden
            autoComplete="off"
            placeholder={placeholder}
            value={text}
            onChange={type}
            // What was typed and not picked would be lost without a word.
            onBlur={() => {
              if (isNew) pick([...selected, text.trim()]);
            }}
            error={error}
          />
        }
      />
      {selected.length === 0 ? null : (
        <div style={{ marginTop: 'var(--p-space-100)' }}>
          <InlineStack gap="100">
            {selected.map((value) => (
              <Tag
                key={value}
                onRemove={() => onChange(selected.filter((other) => other !== value))}
              >
                {called(value)}
              </Tag>
            ))}
          </InlineStack>
        </div>
      )}
    </div>
  );
}
