import { STAGES, type StageKey } from './lifecycle.ts';

/** A stage of the lifecycle as the admin calls it. */
export function stageName(key: StageKey): string {
  return STAGES.find((stage) => stage.key === key)?.name ?? key;
}
