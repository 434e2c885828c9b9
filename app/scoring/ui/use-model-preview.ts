import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { DraftProblems } from '#app/scoring/parse-score-model.ts';
import type { PreviewAnswer } from '#app/scoring/preview-model.ts';
import type { Previewed } from './model-preview-card.tsx';

/** While the user types, no preview is requested. */
const PAUSE_MS = 400;

export type ModelPreview = {
  /** The newest that came; null before the first. */
  previewed: Previewed | null;
  problems: DraftProblems;
  isBusy: boolean;
};

/**
 * Requests a preview of a model whenever it changed. A request that is overtaken, or left, is cancelled.
 * @param draft the model as text
 * @param version of the model in use, which it is compared with
 * @param mayAsk whether the role allows it: a refusal would replace the page
 */
export function useModelPreview(draft: string, version: number, mayAsk: boolean): ModelPreview {
  const { submit, data, state } = useFetcher<PreviewAnswer>();
  useEffect(() => {
    if (!mayAsk) return;
    const pause = setTimeout(() => {
      submit({ draft }, { method: 'post', action: '/app/scoring/preview' });
    }, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [draft, version, mayAsk, submit]);
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  if (data?.outcome === 'previewed' && data !== previewed) setPreviewed(data);
  return {
    previewed,
    problems: data?.outcome === 'refused' ? data.problems : {},
    isBusy: state !== 'idle' || (mayAsk && data === undefined),
  };
}
