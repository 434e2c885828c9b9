import { useSearchParams } from '@remix-run/react';

/**
 * Changes some parameters of the page's address and leaves the others, the history and the scroll position as they are.
 * @returns takes the values by name; null removes a parameter
 */
export function useParamChange(): (values: Record<string, string | null>) => void {
  const [, setParams] = useSearchParams();
  return (values) =>
    setParams(
      (params) => {
        const changed = new URLSearchParams(params);
        for (const [name, value] of Object.entries(values)) {
          if (value === null) changed.delete(name);
          else changed.set(name, value);
        }
        return changed;
      },
      { replace: true, preventScrollReset: true },
    );
}
