/** Where a sealed value belongs. Copied to any other place it does not open. */
export type SealedPlace = {
  /** Id of the shop; of a session, which knows no id, the shop's domain. */
  shop: string;
  table: string;
  column: string;
  /** The key of the row, the shop left out. */
  row: string;
};
