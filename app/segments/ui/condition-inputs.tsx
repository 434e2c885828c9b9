import { useFetcher } from '@remix-run/react';
import { InlineStack, Select, TextField } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useDebouncedCallback } from 'use-debounce';
import { allCountries } from '#app/lib/country.ts';
import type { ConditionForm } from '#app/segments/builder/condition-form.ts';
import {
  inputsOf,
  TOPIC_GROUPS,
  type InputName,
  type Topic,
} from '#app/segments/builder/topics.ts';
import { PickMany, type Choice } from './pick-many.tsx';

/** What the inputs of a condition offer: other segments, and the names of ids. */
export type Offered = {
  segments: readonly Choice[];
  names: Readonly<Record<string, string>>;
  /** The shop's, ISO 4217. */
  currency: string;
};

export type ConditionInputsProps = {
  topic: Topic;
  condition: ConditionForm;
  errors: Readonly<Partial<Record<InputName, string>>>;
  offered: Offered;
  onChange: (condition: ConditionForm) => void;
};

/** Where catalogue entries are searched for. */
const CATALOGUE = '/app/segments/catalogue';
const TYPING_MS = 250;

/** The inputs that a condition asks for. */
export function ConditionInputs(props: ConditionInputsProps) {
  const { topic, condition } = props;
  const inputs = inputsOf(topic, condition.operator);
  return (
    <InlineStack gap="200" blockAlign="start">
      {inputs.map((name) => (
        <div key={name} style={{ flex: widthOf(name), minWidth: 0 }}>
          <OneInput {...props} name={name} />
        </div>
      ))}
    </InlineStack>
  );
}

function widthOf(name: InputName): string {
  const isWide = ['values', 'products', 'collections', 'segment', 'than'].includes(name);
  const isDay = ['date', 'from', 'to'].includes(name);
  return `1 1 ${isWide ? '12rem' : isDay ? '10.5rem' : name === 'most' ? '9rem' : '7rem'}`;
}

function OneInput(props: ConditionInputsProps & { name: InputName }): ReactNode {
  const { topic, condition, errors, offered, onChange, name } = props;
  const typed = condition.inputs[name];
  const error = errors[name];
  const set = (value: string | string[]) =>
    onChange({ ...condition, inputs: { ...condition.inputs, [name]: value } });
  const text = typeof typed === 'string' ? typed : '';
  const list = typeof typed === 'object' ? typed : [];
  switch (name) {
    case 'values':
      return <Values topic={topic} selected={list} error={error} onChange={set} />;
    case 'products':
    case 'collections':
      return (
        <CatalogueInput
          kind={name}
          selected={list}
          error={error}
          names={offered.names}
          onChange={set}
        />
      );
    case 'segment':
      return (
        <Select
          label="Segment"
          labelHidden
          placeholder="Choose a segment"
          options={[...offered.segments]}
          value={text}
          onChange={set}
          error={error}
        />
      );
    case 'than':
      return (
        <Select
          label="Compared with"
          labelHidden
          options={MOMENTS}
          value={`field:${text}`}
          onChange={(value) => set(value.replace('field:', ''))}
          error={error}
        />
      );
    case 'date':
    case 'from':
    case 'to':
      return (
        <TextField
          label={LABELS[name]}
          labelHidden
          type="date"
          autoComplete="off"
          value={text}
          onChange={set}
          error={error}
          prefix={name === 'date' ? undefined : name}
        />
      );
    case 'value':
    case 'least':
    case 'most':
    case 'times':
    case 'days': {
      const isText = name === 'value' && topic.kind === 'text';
      const { prefix, suffix } = unitOf(topic, condition, name, offered.currency);
      return (
        <TextField
          label={LABELS[name]}
          labelHidden
          autoComplete="off"
          inputMode={isText ? 'text' : 'decimal'}
          maxLength={255}
          value={text}
          onChange={set}
          error={error}
          prefix={prefix}
          suffix={suffix}
        />
      );
    }
  }
}

const LABELS = {
  value: 'Value',
  least: 'From',
  most: 'To',
  times: 'Times',
  days: 'Days',
  date: 'Day',
  from: 'First day',
  to: 'Last day',
};

const MOMENTS = TOPIC_GROUPS.flatMap(({ topics }) =>
  topics.flatMap(({ kind, key, label }) => (kind === 'time' ? [{ value: key, label }] : [])),
);

/** What stands before and behind a number. */
function unitOf(
  topic: Topic,
  { inputs }: ConditionForm,
  name: InputName,
  currency: string,
): { prefix?: string; suffix?: string } {
  if (name === 'days')
    return { prefix: topic.kind === 'signal' ? 'last' : undefined, suffix: 'days' };
  if (name === 'times') return { suffix: 'times' };
  const join = name === 'most' ? 'to' : undefined;
  switch (topic.kind) {
    case 'money': {
      const known = inputs.currency;
      const unit = typeof known === 'string' && known !== '' ? known : currency;
      return { prefix: join, suffix: unit };
    }
    case 'percent':
      return { prefix: join, suffix: '%' };
    case 'points':
      return { prefix: join, suffix: 'of 100' };
    case 'time':
      return {
        prefix: name === 'most' ? 'and' : undefined,
        suffix: name === 'most' ? 'days ago' : undefined,
      };
    case 'signal':
      return { prefix: join, suffix: name === 'most' ? 'times' : undefined };
    case 'count':
    case 'text':
    case 'choice':
    case 'list':
    case 'interest':
    case 'segment':
      return { prefix: join };
  }
}

type ValuesProps = {
  topic: Topic;
  selected: readonly string[];
  error?: string;
  onChange: (values: string[]) => void;
};

function Values({ topic, selected, error, onChange }: ValuesProps) {
  const picked = { label: `${topic.label}: values`, selected, error, onChange };
  if (topic.key === 'field:country')
    return <PickMany {...picked} placeholder="Choose countries" choices={COUNTRIES} />;
  if (topic.choices.length > 0) {
    const choices = topic.choices.map((value) => ({ value, label: humanized(value) }));
    return <PickMany {...picked} placeholder="Choose" choices={choices} />;
  }
  return <PickMany {...picked} placeholder="Type and press Enter" choices={[]} takesAny />;
}

const COUNTRIES = allCountries().map(({ code, name }) => ({ value: code, label: name }));

/** `not_subscribed` in plain words. */
function humanized(value: string): string {
  const words = value.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type CatalogueInputProps = {
  kind: 'products' | 'collections';
  selected: readonly string[];
  error?: string;
  names: Readonly<Record<string, string>>;
  onChange: (ids: string[]) => void;
};

/** Products or collections, searched in the shop's catalogue. */
export function CatalogueInput({ kind, selected, error, names, onChange }: CatalogueInputProps) {
  const { load, data, state } = useFetcher<{ choices: Choice[] }>();
  const search = useDebouncedCallback(
    (text: string) =>
      load(`${CATALOGUE}?${new URLSearchParams({ kind, search: text }).toString()}`),
    TYPING_MS,
  );
  const isUnasked = data === undefined && state === 'idle';
  return (
    <div onFocus={() => isUnasked && !search.isPending() && search('')}>
      <PickMany
        label={kind === 'products' ? 'Products' : 'Collections'}
        placeholder={kind === 'products' ? 'Search products' : 'Search collections'}
        selected={selected}
        onChange={onChange}
        choices={data?.choices ?? []}
        onSearch={search}
        isLoading={state !== 'idle'}
        nameOf={(id) => names[id] ?? `No longer in the catalogue (${id})`}
        error={error}
      />
    </div>
  );
}
