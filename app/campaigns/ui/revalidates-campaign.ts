import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/** Whether the page of a campaign is read again: one that was deleted is gone, and there is nothing to read. */
export function revalidatesCampaign({
  actionResult,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  const { outcome } = (actionResult ?? {}) as { outcome?: string };
  return outcome === 'deleted' ? false : defaultShouldRevalidate;
}
