import { Badge } from '@shopify/polaris';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { SavingState } from './draft-saver.ts';

const SAVING_WORDS: Record<SavingState['state'], string> = {
  saved: 'Draft saved',
  waiting: 'Saving…',
  saving: 'Saving…',
  failed: 'Not saved',
  conflict: 'Not saved',
};

export type SavingBadgeProps = { saving: StoreApi<SavingState>; hasDraft: boolean };

/** How far a draft is saved. */
export function SavingBadge({ saving, hasDraft }: SavingBadgeProps) {
  const state = useStore(saving, (now) => now.state);
  if (!hasDraft) return <Badge>No changes</Badge>;
  const isWrong = state === 'failed' || state === 'conflict';
  return <Badge tone={isWrong ? 'warning' : 'info'}>{SAVING_WORDS[state]}</Badge>;
}
