/** A definition as it is stored, to be worked on: its draft, or the live version where there is none. */
export type StoredDraft<Content> = {
  content: Content;
  /** Of the draft; 0 without one. */
  revision: number;
  /** The live version; null before the first. */
  base: number | null;
  /** Who saved the draft, or published the version; null for what shipped with the app. */
  author: string | null;
  /** Epoch milliseconds. */
  savedAt: number;
};
