import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { PipelineOutcome } from '#app/pipeline/sales-task.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** The page that takes what staff change of tasks and leads, from wherever they do. */
const ACTION = '/app/tasks';

const OUTCOME_TEXTS: Record<PipelineOutcome['outcome'], string> = {
  added: 'Task added',
  completed: 'Task completed',
  dropped: 'Task dropped',
  reopened: 'Task reopened',
  taken: 'Task is yours',
  moved: 'Lead moved',
  moved_back: 'Lead is where it was',
  same_stage: 'The lead is in this stage already',
  gone: 'It was changed meanwhile. Reload the page to see it as it is.',
};

export type PipelineChanges = {
  /** Sends a change, by its `intent`. Always the same function. */
  change: (fields: Record<string, string>) => void;
  isBusy: boolean;
  /** What came of the last change; another object each time. */
  outcome: PipelineOutcome | null | undefined;
};

/** Changes tasks and leads, says what came of it, and offers to undo what closed a task or moved a lead. */
export function usePipeline(): PipelineChanges {
  const fetcher = useFetcher<PipelineOutcome>();
  const { data, state, submit } = fetcher;
  const send = useCallback(
    (fields: Record<string, string>, options: { method: 'post' }) =>
      submit(fields, { ...options, action: ACTION }),
    [submit],
  );
  useOutcomeToast({ data, submit: send }, pipelineToast);
  const change = useCallback(
    (fields: Record<string, string>) => send(fields, { method: 'post' }),
    [send],
  );
  return { change, isBusy: state !== 'idle', outcome: data };
}

function pipelineToast(outcome: PipelineOutcome): OutcomeToast {
  const text = OUTCOME_TEXTS[outcome.outcome];
  if ('id' in outcome) return { text, undo: { intent: 'reopen', id: outcome.id } };
  if (outcome.outcome === 'moved') {
    const { profile, from, since, to } = outcome;
    const before = { back: from ?? '', since: since === null ? '' : String(since) };
    return { text, undo: { intent: 'undo_move', profile, stage: to, ...before } };
  }
  return { text, isError: outcome.outcome === 'gone' };
}
