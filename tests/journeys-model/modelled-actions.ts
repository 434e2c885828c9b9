import { blankStep, STEP_KINDS, stepKindWords, type Step } from '#app/journeys/steps/registry.ts';

/** Actions that decide which way a run goes, or start other runs: they have tests of their own. */
const LEFT_OUT: readonly string[] = ['offer', 'start_journey'];

/** The actions of the registry that do one thing and go on. */
export const MODELLED_ACTIONS = STEP_KINDS.filter(
  (kind) => stepKindWords(kind).group === 'actions' && !LEFT_OUT.includes(kind),
);
export type ActionKind = (typeof MODELLED_ACTIONS)[number];

/** What is chosen of an action, where a new one has nothing chosen. */
const CHOSEN: Record<string, object> = {
  tag: { tag: 'vip' },
  metafield: { namespace: 'tendril', key: 'stage', value: 'new' },
  staff_email: { to: [{ address: 'ann@fern.example' }], text: 'Please look.' },
  webhook: { url: 'https://hooks.fern.example/journeys' },
  support_ticket: { text: 'Please look.' },
  move_stage: { stage: 'contacted' },
};

/** The kind of effect that each action has. */
export const EFFECTS_OF_ACTIONS: Record<string, string> = {
  tag: 'tag_customer',
  metafield: 'set_metafield',
  staff_email: 'staff_email',
  webhook: 'send_webhook',
  support_ticket: 'open_ticket',
  sales_task: 'create_task',
  move_stage: 'move_stage',
};

/** A step that does something for a person and goes on. */
export function filledAction(kind: ActionKind, id: string, next: string): Step {
  return { ...blankStep(kind, id, next), ...CHOSEN[kind] };
}
