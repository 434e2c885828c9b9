import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { modelDraftOf, type ModelForm } from '#app/scoring/model-form.ts';
import type { DraftProblems } from '#app/scoring/parse-score-model.ts';
import type { ScoreModelAnswer } from '#app/scoring/save-score-model.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { useVersionedForm, type VersionedFormState } from '#app/ui/use-versioned-form.ts';
import type { VersionedForm } from '#app/ui/versioned-form.ts';

const OUTCOME_TEXTS: Record<Exclude<ScoreModelAnswer['outcome'], 'saved'>, string> = {
  unchanged: 'Nothing to save',
  conflict: 'Another staff member saved meanwhile',
  refused: 'Fix the highlighted fields',
  not_found: 'There is no such version',
};

export type ScoreModelFormState = Omit<VersionedFormState<ModelForm>, 'base'> & {
  /** The model of the form as text, to preview and to save. */
  draft: string;
  /** Why the model was changed, for its history. */
  note: string;
  setNote: (note: string) => void;
  /** What the last answer complains of beside the fields of the model. */
  refused: DraftProblems;
  isBusy: boolean;
  save: () => void;
  /** Makes an earlier version the newest again. */
  revert: (version: number) => void;
};

/**
 * The form of the score model: saves it, restores earlier versions, and shows in a toast what came of it.
 * @param page the newest form and version, from the loader
 */
export function useScoreModelForm(page: VersionedForm<ModelForm>): ScoreModelFormState {
  const fetcher = useFetcher<ScoreModelAnswer>();
  const [note, setNote] = useState('');
  const { data, state, submit } = fetcher;
  const { base, ...edited } = useVersionedForm(page, fetcher, () => setNote(''));
  const draft = JSON.stringify(modelDraftOf(edited.form));
  useOutcomeToast(fetcher, scoreModelToast);

  return {
    ...edited,
    draft,
    note,
    setNote,
    refused: data?.outcome === 'refused' ? { note: data.problems.note ?? '' } : {},
    isBusy: state !== 'idle',
    save: () => submit({ intent: 'save', base: String(base), note, draft }, { method: 'post' }),
    revert: (version) =>
      submit(
        { intent: 'revert', base: String(base), version: String(version) },
        { method: 'post' },
      ),
  };
}

function scoreModelToast(answer: ScoreModelAnswer): OutcomeToast {
  const { outcome } = answer;
  if (outcome !== 'saved') return { text: OUTCOME_TEXTS[outcome], isError: outcome === 'refused' };
  const { version } = answer;
  return {
    text: 'Score model saved',
    undo: { intent: 'revert', base: String(version), version: String(version - 1) },
  };
}
