/** Where in the funnel the people of a segment are; segments are compared within one stage only. */
export type FunnelStage =
  'awareness' | 'consideration' | 'decision' | 'retention' | 'win_back' | 'wholesale';

/** The stages from the first look to the lost customer, what each is called and what success is in it. */
export const FUNNEL_STAGES: readonly { key: FunnelStage; name: string; success: string }[] = [
  { key: 'awareness', name: 'Awareness', success: 'they look at products or subscribe' },
  { key: 'consideration', name: 'Consideration', success: 'they fill a cart' },
  { key: 'decision', name: 'Decision', success: 'they order' },
  { key: 'retention', name: 'Retention', success: 'they order again' },
  { key: 'win_back', name: 'Win back', success: 'they come back and order' },
  { key: 'wholesale', name: 'Wholesale', success: 'they become an account' },
];

/** What a stage is called; a segment without one is compared with none. */
export function funnelStageName(stage: string | null): string {
  return FUNNEL_STAGES.find(({ key }) => key === stage)?.name ?? 'No stage';
}

/** Whether a text names a stage. */
export function isFunnelStage(text: string): text is FunnelStage {
  return FUNNEL_STAGES.some(({ key }) => key === text);
}
