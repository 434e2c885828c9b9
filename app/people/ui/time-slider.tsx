import { RangeSlider } from '@shopify/polaris';
import { useState } from 'react';
import { useDebouncedCallback } from 'use-debounce';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { formatTime } from '#app/lib/format/time.ts';

export type TimeSliderProps = {
  label: string;
  /** The first moment; the last one is now. Epoch milliseconds. */
  from: number;
  now: number;
  /** The moment chosen; null for now. */
  at: number | null;
  onAt: (at: number | null) => void;
  timeZone: string;
};

/** A period shorter than this is gone through by hours, a longer one by days. */
const BY_HOURS = 14 * DAY;
/** While the slider still moves, no answer is wanted yet. */
const PAUSE_MS = 250;

/** Chooses a moment of the past, by hours or days; its right end is now. */
export function TimeSlider({ label, from, now, at, onAt, timeZone }: TimeSliderProps) {
  const unit = now - from < BY_HOURS ? HOUR : DAY;
  const last = Math.max(1, Math.ceil((now - from) / unit));
  const place = at === null ? last : Math.min(last, Math.max(0, Math.round((at - from) / unit)));
  // Where it is held, until the answer for there has come.
  const [pending, setPending] = useState<{ place: number; when: number | null } | null>(null);
  const shown = pending?.when === at ? pending.place : place;
  const momentOf = (step: number) => (step >= last ? null : from + step * unit);
  const moment = momentOf(shown);
  const ask = useDebouncedCallback((step: number) => onAt(momentOf(step)), PAUSE_MS);
  return (
    <RangeSlider
      label={label}
      min={0}
      max={last}
      step={1}
      value={shown}
      onChange={(value) => {
        const step = Number(value);
        setPending({ place: step, when: at });
        ask(step);
      }}
      helpText={moment === null ? 'Now' : formatTime(moment, timeZone)}
    />
  );
}
