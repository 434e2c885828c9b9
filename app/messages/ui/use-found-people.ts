import { useEffect, useState } from 'react';
import type { FoundPerson } from '#app/messages/page/found-person.ts';

/** Letters that follow each other faster are searched for together, milliseconds. */
const TYPING_MS = 200;

type FoundPeople = { people: readonly FoundPerson[]; state: 'loading' | 'found' | 'failed' };

const NOTHING_YET: FoundPeople = { people: [], state: 'loading' };

/** People by what is typed, once the list was opened. A newer search breaks off the one before. */
export function useFoundPeople(typed: string, isOpen: boolean): FoundPeople {
  const [found, setFound] = useState<FoundPeople>(NOTHING_YET);
  useEffect(() => {
    if (!isOpen) return undefined;
    const stopped = new AbortController();
    const ask = async () => {
      setFound(({ people }) => ({ people, state: 'loading' }));
      const people = await searchPeople(typed, stopped.signal).catch(() => null);
      if (stopped.signal.aborted) return;
      setFound(people === null ? { people: [], state: 'failed' } : { people, state: 'found' });
    };
    const timer = setTimeout(() => void ask(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [typed, isOpen]);
  return found;
}

/** Not by a fetcher of the router, whose failures would take the place of the page. @throws when no answer came */
async function searchPeople(typed: string, signal: AbortSignal): Promise<FoundPerson[]> {
  const query = new URLSearchParams({ search: typed });
  const response = await fetch(`/app/people/find?${query.toString()}`, { signal });
  if (!response.ok) throw new Error(`The search was answered with ${String(response.status)}.`);
  return ((await response.json()) as { people: FoundPerson[] }).people;
}
