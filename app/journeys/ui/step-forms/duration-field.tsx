import { Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';

export type DurationFieldProps = {
  label: string;
  /** Milliseconds. */
  ms: number;
  /** Called with each length that can be used, in milliseconds. */
  onChange: (ms: number) => void;
  helpText?: string;
  /** What can be used, milliseconds; up to 366 days unless given. */
  between?: { least: number; most: number };
};

const UNITS = [
  { value: String(MINUTE), label: 'minutes' },
  { value: String(HOUR), label: 'hours' },
  { value: String(DAY), label: 'days' },
];
const USUAL_LENGTHS = { least: 1, most: 366 * DAY };

/** A length of time as it is typed; `ms` is what the journey was last given for it. */
type TypedLength = { text: string; unit: string; ms: number };

/** A number and its unit. What cannot be used stays as typed, with what to do, and the journey keeps what it had. */
export function DurationField({
  label,
  ms,
  onChange,
  helpText,
  between = USUAL_LENGTHS,
}: DurationFieldProps) {
  const [typed, setTyped] = useState(() => typedLength(ms));
  // Undone, or changed by another member of staff.
  if (typed.ms !== ms) setTyped(typedLength(ms));
  const error = lengthProblem(typed, between);
  function change(next: Pick<TypedLength, 'text' | 'unit'>) {
    const length = lengthOf(next);
    const usable = lengthProblem(next, between) === undefined ? length : typed.ms;
    setTyped({ ...next, ms: usable });
    if (usable !== ms) onChange(usable);
  }
  return (
    <TextField
      label={label}
      autoComplete="off"
      inputMode="decimal"
      maxLength={10}
      value={typed.text}
      error={error}
      helpText={helpText}
      onChange={(text) => change({ ...typed, text })}
      connectedRight={
        <Select
          label={`${label}: unit`}
          labelHidden
          options={UNITS}
          value={typed.unit}
          onChange={(unit) => change({ ...typed, unit })}
        />
      }
    />
  );
}

function typedLength(ms: number): TypedLength {
  const unit = [DAY, HOUR].find((length) => ms >= length && ms % length === 0) ?? MINUTE;
  return { text: String(ms / unit), unit: String(unit), ms };
}

function lengthOf({ text, unit }: Pick<TypedLength, 'text' | 'unit'>): number {
  return text.trim() === '' ? NaN : Math.round(Number(text) * Number(unit));
}

function lengthProblem(
  typed: Pick<TypedLength, 'text' | 'unit'>,
  { least, most }: NonNullable<DurationFieldProps['between']>,
): string | undefined {
  const length = lengthOf(typed);
  if (!Number.isFinite(length) || length <= 0) return 'Enter a number above 0.';
  if (length < least) return `Enter at least ${lengthWords(least)}.`;
  return length > most ? `Enter at most ${lengthWords(most)}.` : undefined;
}

function lengthWords(ms: number): string {
  const { text, unit } = typedLength(ms);
  const words = UNITS.find(({ value }) => value === unit)?.label ?? '';
  return `${text} ${text === '1' ? words.slice(0, -1) : words}`;
}
