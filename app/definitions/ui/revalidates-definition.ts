import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/** Whether the page of a definition is read again: one whose only draft was discarded is gone, and there is nothing to read. */
export function revalidatesDefinition({
  actionResult,
  formData,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  const { outcome } = (actionResult ?? {}) as { outcome?: string };
  const isGone = outcome === 'discarded' && formData?.get('base') === '';
  return isGone ? false : defaultShouldRevalidate;
}
