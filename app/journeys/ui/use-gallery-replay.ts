import { useFetcher, useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { ReplayAnswer } from '#app/journeys/replay/replay-outcome.ts';

/** So many days are looked back on. */
const DAYS = '30';

const REFUSALS: Partial<Record<ReplayAnswer['outcome'], string>> = {
  not_replayable:
    'What starts this journey is not stored for the past, so that it cannot be replayed.',
  gone: 'This journey was changed meanwhile. Reload the page.',
  busy: 'Up to 5 replays can run at once. Wait for one to finish, or cancel one.',
};

export type GalleryReplay = {
  /** Runs a journey over the last 30 days and leads to what it comes to. */
  start: (journey: { key: string; version: number }) => void;
  /** The journey whose replay is asked for; null when none is. */
  startingKey: string | null;
  /** Why the last one could not start. */
  refusal: string | undefined;
};

/** Replays journeys from the gallery. */
export function useGalleryReplay(): GalleryReplay {
  const { data, state, submit } = useFetcher<ReplayAnswer>();
  const [asked, setAsked] = useState('');
  const navigate = useNavigate();
  useEffect(() => {
    if (data?.outcome === 'started' && state === 'idle') navigate(`/app/journeys/${asked}/replay`);
  }, [asked, data, navigate, state]);
  return {
    start({ key, version }) {
      setAsked(key);
      const form = { intent: 'start', days: DAYS, version: String(version) };
      submit(form, { method: 'post', action: `/app/journeys/${key}/replay` });
    },
    startingKey: state === 'idle' ? null : asked,
    refusal: data && REFUSALS[data.outcome],
  };
}
