import { useStore } from 'zustand';
import type { DraftStore } from './draft-store.ts';

/** Whether an edit can be undone, or done again. */
export function useEditHistory<Content>({ temporal }: DraftStore<Content>): {
  canUndo: boolean;
  canRedo: boolean;
} {
  const canUndo = useStore(temporal, ({ pastStates }) => pastStates.length > 0);
  const canRedo = useStore(temporal, ({ futureStates }) => futureStates.length > 0);
  return { canUndo, canRedo };
}
