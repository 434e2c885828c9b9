import { act } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { useOutcomeToast, type OutcomeToast } from './use-outcome-toast.ts';

type Outcome = { outcome: 'approved' | 'refused' | 'nothing' };

function toastOf({ outcome }: Outcome): OutcomeToast | null {
  if (outcome === 'nothing') return null;
  if (outcome === 'refused') return { text: 'Fix the highlighted fields', isError: true };
  return { text: 'Approved', undo: { intent: 'undo' }, duration: 5_000 };
}

/** The hook, on a page, beside a fetcher that has answered so, and that answers again. */
function answer(first: Outcome | undefined) {
  const { toast } = standInAppBridge();
  const submit = vi.fn<(form: Record<string, string>, options: object) => void>();
  let answerAgain: (data: Outcome) => void = () => undefined;
  function Page() {
    const [data, setData] = useState(first);
    answerAgain = setData;
    useOutcomeToast({ data, submit }, toastOf);
    return null;
  }
  const routes = [
    { path: '/app/forms/:id', element: <Page /> },
    { path: '/app/other', element: null },
  ];
  const { router } = drawRoutes(routes, ['/app/forms/1']);
  return {
    show: toast.show,
    submit,
    answerAgain: (data: Outcome) => act(() => answerAgain(data)),
    open: async (path: string) => await act(async () => await router.navigate(path)),
  };
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
  expect(submit).toHaveBeenCalledWith(
    { intent: 'undo' },
    { method: 'post', action: '/app/forms/1' },
  );
});

test.each(['/app/forms/2', '/app/other'])(
  'it is undone at the page that sent it, also once %s is open, where nothing is said again',
  async (path) => {
    const { show, submit, open } = answer({ outcome: 'approved' });
    await open(path);
    expect(show).toHaveBeenCalledOnce();
    show.mock.lastCall?.[1].onAction?.();
    expect(submit).toHaveBeenCalledWith(
      { intent: 'undo' },
      { method: 'post', action: '/app/forms/1' },
    );
  },
);

test('what cannot be undone offers no action', () => {
  const { show } = answer({ outcome: 'refused' });
  expect(show.mock.lastCall?.[1]).not.toHaveProperty('action');
});
