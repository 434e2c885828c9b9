/**
 * Whether an effect failed without an answer that says yes or no: it may have been carried out, so that the same can be tried
 * again and nothing else be done instead.
 * @param reason of the effect, a word of ours; null when the other side refused it
 */
export function isUnansweredReason(reason: string | null): boolean {
  if (reason === null) return false;
  return reason.startsWith('shopify_') || reason === 'error' || reason === 'worker_stopped';
}
