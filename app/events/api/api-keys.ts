/** A key as it may be shown again: never the key itself. */
export type ShownKey = {
  id: string;
  hint: string;
  createdBy: string;
  createdAt: number;
  /** When it stops being valid; null while it is the one in use. */
  endsAt: number | null;
};
