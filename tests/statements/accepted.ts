/**
 * Functions whose statement is put together while the program runs, as `file function`, with the reason: these are checked by the tests that
 * run them, and by nothing here. A new one belongs here only where its text depends on what a merchant entered or on a
 * registry.
 */
export const DYNAMIC: Readonly<Record<string, string>> = {
  'app/effects/store/add-effects.server.ts addSelectedEffects':
    'wraps the statement of its caller; the places of its own parameters follow',
  'app/effects/store/effects-of-person.server.ts deleteReadyEffects':
    'one condition for each identifier of a person',
  'app/effects/store/effects-of-person.server.ts isMailBeingSent':
    'one condition for each identifier of a person',
  'app/events/inbox/store/save-deliveries.server.ts insertDeliveriesAndJob':
    'a job of the catalog beside a delivery, in one round trip',
  'app/people/store/list-people.server.ts readSorted': 'filters and order of the list of people',
  'app/platform/db.server.ts inTransaction':
    'limits that the pool of a caller has; several statements in one round trip',
  'app/platform/store/key-use.server.ts countSealedByKey': 'each sealed column of the registry',
  'app/platform/store/sealed-rows.server.ts readSealedRows': 'each sealed column of the registry',
  'app/platform/store/sealed-rows.server.ts replaceSealedValue':
    'each sealed column of the registry',
  'app/privacy/store/anonymous-profiles.server.ts deleteRowsByLeads':
    'each table of the registry of tables of a person',
  'app/privacy/store/held-rows.server.ts countHeldRows':
    'each table of the registry of tables of a person',
  'app/privacy/store/held-rows.server.ts deleteHeldRows':
    'each table of the registry of tables of a person',
  'app/privacy/store/held-rows.server.ts giveHeldRows':
    'each table of the registry of tables of a person',
  'app/privacy/store/held-rows.server.ts readHeldRows':
    'each table of the registry, by its columns',
  'app/privacy/store/mentions.server.ts findMentions':
    'each column of the registry that mentions a person',
  'app/privacy/store/mentions.server.ts replaceMention':
    'each column of the registry that mentions a person',
  'app/privacy/store/old-rows.server.ts deleteOldPart':
    'each partition of a table, as the catalogue has them',
  'app/privacy/store/sealed-values.server.ts eraseSealedValue':
    'each sealed column of the registry',
  'app/privacy/store/sealed-values.server.ts nextSealedValues':
    'the next rows of a cursor over such a column',
  'app/privacy/store/sealed-values.server.ts openSealedValues':
    'each sealed column of the registry',
  'app/privacy/store/shop-rows.server.ts deleteShopRows': 'each partition of each table of a shop',
  'app/profiles/store/merge-profiles.server.ts moveMergedRows':
    'each table of the registry of tables of a person',
  'app/profiles/store/split-profiles.server.ts moveSplitRows':
    'each table of the registry of tables of a person',
  'app/segments/store/count-members.server.ts countFound': 'a predicate that a merchant built',
  'app/segments/store/count-members.server.ts sampleFound': 'a predicate that a merchant built',
  'app/segments/store/update-members.server.ts loadMatching': 'a predicate that a merchant built',
  'app/segments/store/update-members.server.ts updateMembers': 'a predicate that a merchant built',
};

/** Columns that are declared without null although the statement alone does not show it, as `file function.column`. */
export const NEVER_NULL: Readonly<Record<string, string>> = {
  'app/imports/shopify/store/memberships.server.ts loadMembershipChanges.id':
    'one side of a full join is there',
  'app/predictions/store/read-histories.server.ts readGroups.last':
    'the group is only there when its first day is not after the last',
  'app/predictions/store/read-spendings.server.ts readSpendTests.last':
    'the group is only there when its first day is not after the last',
  'app/events/inbox/store/topic-hours.server.ts listQuietTopics.since':
    'the topic has an hour, else its newest would be null and it left out',
};
