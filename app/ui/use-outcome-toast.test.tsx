import { renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { standInAppBridge } from '#tests/setup/draw-part.tsx';
import { useOutcomeToast, type OutcomeToast } from './use-outcome-toast.ts';

type Outcome = { outcome: 'approved' | 'refused' | 'nothing' };

function toastOf({ outcome }: Outcome): OutcomeToast | null {
  if (outcome === 'nothing') return null;
  if (outcome === 'refused') return { text: 'Fix the highlighted fields', isError: true };
  return { text: 'Approved', undo: { intent: 'undo' }, duration: 5_000 };
}

/** The hook beside a fetcher that has answered so, and that answers again. */
function answer(first: Outcome | undefined) {
  const { toast } = standInAppBridge();
  const submit = vi.fn<(form: Record<string, string>, options: { method: 'post' }) => void>();
  const { rerender } = renderHook(
    ({ data }: { data: Outcome | undefined }) => useOutcomeToast({ data, submit }, toastOf),
    { initialProps: { data: first } },
  );
  return { show: toast.show, submit, answerAgain: (data: Outcome) => rerender({ data }) };
}

test('what came of a form is shown once, and again for the next form', () => {
  const data: Outcome = { outcome: 'refused' };
  const { show, answerAgain } = answer(data);
  answerAgain(data);
  expect(show).toHaveBeenCalledOnce();
  expect(show).toHaveBeenCalledWith('Fix the highlighted fields', { isError: true });
  answerAgain({ outcome: 'refused' });
  expect(show).toHaveBeenCalledTimes(2);
});

test('nothing is shown before an answer, and for an outcome without words', () => {
  const { show, answerAgain } = answer(undefined);
  answerAgain({ outcome: 'nothing' });
  expect(show).not.toHaveBeenCalled();
});

test('what can be undone offers so for as long as it can: five seconds', () => {
  const { show, submit } = answer({ outcome: 'approved' });
  const [, options] = show.mock.lastCall ?? [];
  expect(options).toMatchObject({ action: 'Undo', duration: 5_000 });
  expect(submit).not.toHaveBeenCalled();
  options?.onAction?.();
  expect(submit).toHaveBeenCalledWith({ intent: 'undo' }, { method: 'post' });
});

test('what cannot be undone offers no action', () => {
  const { show } = answer({ outcome: 'refused' });
  expect(show.mock.lastCall?.[1]).not.toHaveProperty('action');
});
