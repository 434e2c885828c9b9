import type { ReactNode } from 'react';

/** What the form of a trigger may offer to choose from, and what another part of the page does for it. */
export type TriggerFormContext = {
  segments: { key: string; name: string }[];
  /** The shop's, ISO 4217. */
  currency: string;
  /** A field in which several products or collections are picked, by their ids. */
  pickField(props: {
    what: 'products' | 'collections';
    selected: readonly string[];
    onChange(selected: string[]): void;
  }): ReactNode;
};

/** The form of one kind of trigger. */
export type TriggerForm<T> = (props: {
  trigger: T;
  context: TriggerFormContext;
  /** Gives the changed trigger as a whole. */
  onChange: (trigger: T) => void;
}) => ReactNode;
