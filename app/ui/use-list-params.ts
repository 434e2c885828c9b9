import { useNavigation, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useDebouncedCallback } from 'use-debounce';
import { listParam, searchText } from '#app/lib/list-view.ts';

const TYPING_MS = 300;
/** A place in a list means nothing in another list. */
const PLACES = ['after', 'before', 'page'] as const;

/** How a list is looked at, and what changes it; `useListParams` alone makes one. */
export type ListControls<View> = {
  /** As the address says, and so as the shown rows were asked for. */
  view: View;
  /** What stands in the search field: what was typed, before it is asked for. */
  search: string;
  setSearch: (search: string) => void;
  /** Changes parameters of the list; without a place among them it goes back to the beginning. */
  change: (values: Record<string, string>) => void;
  isLoading: boolean;
};

/**
 * Keeps how a list is looked at in the address of the page, so that a reload and the back button show the
 * same. What is typed into the search is asked for when the typing pauses.
 * @param view the one that the shown rows were asked for with
 * @param list the name of the list where several stand on one page, see `listParam`
 */
export function useListParams<View extends { search: string }>(
  view: View,
  list = '',
): ListControls<View> {
  const [, setParams] = useSearchParams();
  const [search, setSearch] = useState(view.search);
  const [asked, setAsked] = useState(view.search);
  const [shown, setShown] = useState(view.search);
  const { state } = useNavigation();
  if (shown !== view.search) {
    setShown(view.search);
    // A link or the back button led here: the field follows. What was asked for by typing may be typed on.
    if (asked !== view.search) {
      setAsked(view.search);
      setSearch(view.search);
    }
  }
  const wanted = searchText(search);
  const ask = useDebouncedCallback(() => {
    setAsked(wanted);
    change({ search: wanted });
  }, TYPING_MS);
  useEffect(() => {
    if (wanted === view.search || state !== 'idle') return undefined;
    ask();
    // A click right after typing leads to another page, which is not rendered yet: asking now would cancel it.
    const onClick = ({ target }: MouseEvent) =>
      target instanceof Element && target.closest('a[href]') ? ask.cancel() : ask();
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      ask.cancel();
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [ask, state, view.search, wanted]);

  function change(values: Record<string, string>) {
    setParams(
      (params) => {
        const next = new URLSearchParams(params);
        for (const name of PLACES) next.delete(listParam(list, name));
        for (const [name, value] of Object.entries(values)) next.set(listParam(list, name), value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  return { view, search, setSearch, change, isLoading: state === 'loading' };
}
