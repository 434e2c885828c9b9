import type { ReactNode } from 'react';
import './outline.css';

export type OutlineButtonProps = {
  label: string;
  /** The beginning of what it says. */
  excerpt?: string;
  isChosen: boolean;
  onClick: () => void;
  children?: ReactNode;
};

/** A line of the outline that chooses what it names. */
export function OutlineButton({
  label,
  excerpt = '',
  isChosen,
  onClick,
  children,
}: OutlineButtonProps) {
  return (
    <button
      type="button"
      className="email-outline-button"
      aria-current={isChosen ? 'true' : undefined}
      onClick={onClick}
    >
      <span className="email-outline-label">{label}</span>
      {excerpt === '' ? null : <span className="email-outline-excerpt">{excerpt}</span>}
      {children}
    </button>
  );
}
