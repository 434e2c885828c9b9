import { useEffect } from 'react';

/**
 * Moves the focus to the first invalid field of the page when a form was refused, so that the keyboard and the screen
 * reader are where something is to be corrected.
 * @param refusal what says which fields are invalid; null when none is. Another object moves the focus again
 */
export function useInvalidFocus(refusal: object | null): void {
  useEffect(() => {
    if (refusal !== null) document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);
}
