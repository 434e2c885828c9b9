/**
 * Functions whose statement is put together while the program runs, with the reason: these are checked by the tests that
 * run them, and by nothing here. A new one belongs here only where its text depends on what a merchant entered or on a
 * registry.
 */
export const DYNAMIC: Readonly<Record<string, string>> = {
  addSelectedEffects: 'wraps the statement of its caller; the places of its own parameters follow',
  changeEvents: 'sets what its caller says, after parameters whose number the caller chooses',
  countMembers: 'a predicate that a merchant built',
  countPersonRows: 'each table of the registry of tables of a person',
  deleteHeld: 'each partition of a table, as the catalogue has them',
  deleteOldRows: 'each partition of a table, as the catalogue has them',
  deleteRows: 'each table of the registry of tables of a person',
  emptyTable: 'each partition of each table of a shop',
  enqueueJob: 'the named arguments that a job of the catalog has',
  eraseMentions: 'each column of the registry that mentions a person',
  eraseSealed: 'each sealed column of the registry',
  inTransaction: 'limits that the pool of a caller has; several statements in one round trip',
  isHandingOver: 'one condition for each identifier of a person',
  keepFigures: 'each table of the registry of tables of a person',
  mentioning: 'each column of the registry that mentions a person',
  moveSplitSide: 'each table of the registry of tables of a person',
  noteNextChanges: 'a predicate that a merchant built',
  readPersonSections: 'each table of the registry, by its columns',
  readRows: 'filters and order of the list of people',
  remaining: 'each table of the registry of tables of a person',
  replaceSealed: 'each sealed column of the registry',
  sampleMembers: 'a predicate that a merchant built',
  saveMerges: 'each table of the registry of tables of a person',
  sealedNaming: 'each sealed column of the registry',
  sealedPage: 'each sealed column of the registry',
  stopSending: 'one condition for each identifier of a person',
  storeAlone: 'a job of the catalog beside a delivery, in one round trip',
  updateMembers: 'a predicate that a merchant built',
};

/** Columns that are declared without null although the statement alone does not show it, as `function.column`. */
export const NEVER_NULL: Readonly<Record<string, string>> = {
  'listParkedFiles.failedAt': 'a file is parked when it ends',
  'loadMembershipChanges.id': 'one side of a full join is there',
  'readGroups.last': 'the group is only there when its first day is not after the last',
  'readSpendTests.last': 'the group is only there when its first day is not after the last',
  'silentTopics.since': 'the topic has an hour, else its newest would be null and it left out',
};
