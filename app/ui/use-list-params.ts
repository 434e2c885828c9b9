import { useNavigation, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';

const TYPING_MS = 300;

/**
 * Keeps how somebody looks at a list in the address of the page, so that a reload and the back button show
 * the same. What is typed into the search is asked for when the typing pauses.
 * @param shownSearch the search that the shown list was made for
 */
export function useListParams(shownSearch: string): {
  search: string;
  setSearch: (search: string) => void;
  change: (values: Record<string, string>) => void;
} {
  const [, setParams] = useSearchParams();
  const [search, setSearch] = useState(shownSearch);
  const { state } = useNavigation();
  useEffect(() => {
    // Whoever typed and clicked on at once is on their way; asking now would hold them back.
    if (search.trim() === shownSearch || state !== 'idle') return undefined;
    const timer = setTimeout(() => change({ search }), TYPING_MS);
    return () => clearTimeout(timer);
  });

  function change(values: Record<string, string>) {
    setParams(
      (params) => {
        const next = new URLSearchParams(params);
        // A place in the list means nothing in another list.
        next.delete('after');
        next.delete('before');
        next.delete('page');
        for (const [name, value] of Object.entries(values)) next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  return { search, setSearch, change };
}
