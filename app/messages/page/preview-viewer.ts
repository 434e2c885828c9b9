/** What a member of staff may do beside looking at an email. */
export type PreviewViewer = {
  /** Whether they may look at it as a person. */
  mayReadPeople: boolean;
  mayTest: boolean;
  /** Theirs, as Shopify gave it; null when it is not known. */
  ownAddress: string | null;
};
