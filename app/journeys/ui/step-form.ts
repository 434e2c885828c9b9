import type { ReactNode } from 'react';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { Predicate } from '#app/segments/predicate.ts';

/** What the form of a step may offer to choose from, and what another part of the page does for it. */
export type StepFormContext = {
  /** The emails, banners and journeys of the shop that are in use, by kind. */
  choices: Record<DefinitionKind, { key: string; name: string }[]>;
  /** The merchant's staff, for what is sent or given to one of them. */
  staff: readonly { id: string; name: string }[];
  /** The fields of a predicate about the person, as the builder of segments shows them. */
  predicateFields(props: { predicate: Predicate; onChange(predicate: Predicate): void }): ReactNode;
};

/** The form of one kind of step, in the side panel of the canvas. */
export type StepForm<S> = (props: {
  step: S;
  context: StepFormContext;
  /** Gives the changed step as a whole; its edges are changed on the canvas. */
  onChange: (step: S) => void;
}) => ReactNode;
