/**
 * Functions whose statement is put together while the program runs, with the reason: these are checked by the tests that
 * run them, and by nothing here. A new one belongs here only where its text depends on what a merchant entered or on a
 * registry.
 */
export const DYNAMIC: Readonly<Record<string, string>> = {
  addSelectedEffects: 'wraps the statement of its caller; the places of its own parameters follow',
  countFound: 'a predicate that a merchant built',
  countHeldRows: 'each table of the registry of tables of a person',
  countSealedByKey: 'each sealed column of the registry',
  deleteHeldRows: 'each table of the registry of tables of a person',
  deleteOldPart: 'each partition of a table, as the catalogue has them',
  deleteReadyEffects: 'one condition for each identifier of a person',
  deleteRowsByLeads: 'each table of the registry of tables of a person',
  deleteShopRows: 'each partition of each table of a shop',
  eraseSealedValue: 'each sealed column of the registry',
  findMentions: 'each column of the registry that mentions a person',
  giveHeldRows: 'each table of the registry of tables of a person',
  insertDeliveriesAndJob: 'a job of the catalog beside a delivery, in one round trip',
  inTransaction: 'limits that the pool of a caller has; several statements in one round trip',
  isMailBeingSent: 'one condition for each identifier of a person',
  loadMatching: 'a predicate that a merchant built',
  moveMergedRows: 'each table of the registry of tables of a person',
  moveSplitRows: 'each table of the registry of tables of a person',
  nextSealedValues: 'the next rows of a cursor over such a column',
  openSealedValues: 'each sealed column of the registry',
  readHeldRows: 'each table of the registry, by its columns',
  readSealedRows: 'each sealed column of the registry',
  readSorted: 'filters and order of the list of people',
  replaceMention: 'each column of the registry that mentions a person',
  replaceSealedValue: 'each sealed column of the registry',
  sampleFound: 'a predicate that a merchant built',
  updateMembers: 'a predicate that a merchant built',
};

/** Columns that are declared without null although the statement alone does not show it, as `function.column`. */
export const NEVER_NULL: Readonly<Record<string, string>> = {
  'loadMembershipChanges.id': 'one side of a full join is there',
  'readGroups.last': 'the group is only there when its first day is not after the last',
  'readSpendTests.last': 'the group is only there when its first day is not after the last',
  'listQuietTopics.since': 'the topic has an hour, else its newest would be null and it left out',
};
