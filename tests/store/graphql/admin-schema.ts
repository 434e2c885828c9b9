import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** Scopes of which an app needs one, by `Type` and by `Type.field`. */
export type ScopeRules = ReadonlyMap<string, readonly string[]>;

export type AdminSchema = { schema: GraphQLSchema; scopeRules: ScopeRules };

type SchemaFile = {
  data: IntrospectionQuery;
  offline_scopes: { items: { typeName: string; fieldName?: string; offlineScopes: string[] }[] };
};

const FILE = new URL('../../fixtures/graphql/admin_2026-10.json.gz', import.meta.url);

let loaded: AdminSchema | undefined;

/** Shopify's own Admin schema, read once a process (half a second). */
export function adminSchema(): AdminSchema {
  loaded ??= load();
  return loaded;
}

function load(): AdminSchema {
  const file = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as SchemaFile;
  const rules = file.offline_scopes.items
    .filter(({ offlineScopes }) => offlineScopes.length > 0)
    .map(({ typeName, fieldName, offlineScopes }): [string, string[]] => [
      fieldName === undefined ? typeName : `${typeName}.${fieldName}`,
      offlineScopes,
    ]);
  return {
    schema: buildClientSchema(file.data, { assumeValid: true }),
    scopeRules: new Map(rules),
  };
}
