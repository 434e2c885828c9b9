import type { Step } from '#app/journeys/steps/registry.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';

/** What of a flow has no counterpart, or another one than a reader of the flow may expect, and what to do. */
export type ConversionNote = { what: string; why: string };

/** Notes of one flow, by its name. */
export type FlowNotes = {
  flow: string;
  /** Of the journey that the flow becomes. */
  key: string;
  notes: ConversionNote[];
};

/** What is known of a Klaviyo account and of the shop beside the flow itself. */
export type KlaviyoContext = {
  /** Names of metrics, lists and segments of Klaviyo, by their ids. Flows hold ids alone. */
  names: ReadonlyMap<string, string>;
  /** Keys of the shop's segments by their names in small letters. */
  segmentKeys: ReadonlyMap<string, string>;
};

/** What an action of a flow becomes. */
export type ConvertedAction = {
  /** The first is where people come to. Without any, people go on to `passTo` at once. */
  steps: Step[];
  passTo: string;
  emails: { key: string; content: EmailContent }[];
  notes: ConversionNote[];
};

/** What converts an action: its data, its links, and where they lead. */
export type ActionContext = KlaviyoContext & {
  /** The id of its first step; further ones begin with it. */
  stepId: string;
  /** The step for an action, by its id; where a flow ends without one. */
  at: (action: string | null | undefined) => string;
  /** The flow, for names and keys of what is made. */
  flow: { name: string; key: string };
};

/** The step at which every path ends. */
export const END_ID = 'end';

/** An action that becomes steps. */
export function asSteps(steps: Step[], more: Partial<ConvertedAction> = {}): ConvertedAction {
  return { steps, passTo: END_ID, emails: [], notes: [], ...more };
}

/** An action without counterpart: people go on to what comes after it. */
export function skipped(passTo: string, ...notes: ConversionNote[]): ConvertedAction {
  return { steps: [], passTo, emails: [], notes };
}
