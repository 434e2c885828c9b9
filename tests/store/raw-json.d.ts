interface JSON {
  /** JSON text taken as it is; in V8 since 11.4, not yet in TypeScript's libraries. */
  rawJSON(text: string): unknown;
}
