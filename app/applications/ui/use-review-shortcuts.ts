import { useNavigate } from '@remix-run/react';
import { useMemo } from 'react';
import type { QueueNeighbours } from '#app/applications/queue-neighbours.ts';
import { useShortcutsSetting } from './use-shortcuts-setting.ts';
import { useShortcuts } from './use-shortcuts.ts';

export type ReviewShortcuts = QueueNeighbours & {
  /** Whether a dialog is open, in which letters mean nothing. */
  isPaused: boolean;
  /** Whether the application can be decided on right now. */
  isDecidable: boolean;
  /** Whether the applicant showed that the address is theirs. */
  isVerified: boolean;
  /** Both the same function each time, so that the letters are not bound again. */
  onApprove: () => void;
  onDecline: () => void;
};

/** The letters that decide on an application or show another one, unless they are switched off. */
export function useReviewShortcuts(review: ReviewShortcuts): void {
  const { previous, next, isPaused, isDecidable, isVerified, onApprove, onDecline } = review;
  const [hasShortcuts] = useShortcutsSetting();
  const navigate = useNavigate();
  const shortcuts = useMemo((): Record<string, () => void> => {
    if (!hasShortcuts || isPaused) return {};
    const show = (id: string | null) => id !== null && navigate(`/app/wholesale/${id}`);
    const move = { j: () => void show(next), k: () => void show(previous) };
    if (!isDecidable) return move;
    return { ...move, ...(isVerified && { a: onApprove }), r: onDecline };
  }, [
    hasShortcuts,
    isPaused,
    isDecidable,
    isVerified,
    onApprove,
    onDecline,
    navigate,
    next,
    previous,
  ]);
  useShortcuts(shortcuts);
}
