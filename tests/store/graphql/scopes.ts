import {
  GraphQLError,
  TypeInfo,
  getNamedType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from 'graphql';
import type { AdminSchema } from './admin-schema.ts';

/** ACCESS_DENIED errors for every field whose scopes the app was not granted. A write scope includes reading. */
export function deniedFields(
  admin: AdminSchema,
  document: DocumentNode,
  granted: readonly string[],
): GraphQLError[] {
  const held = new Set(granted.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]));
  const errors: GraphQLError[] = [];
  const typeInfo = new TypeInfo(admin.schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = typeInfo.getParentType()?.name;
        const returned = getNamedType(typeInfo.getType())?.name;
        for (const rule of [`${parent}.${node.name.value}`, returned ?? '']) {
          const needed = admin.scopeRules.get(rule);
          if (!needed || needed.some((scope) => held.has(scope))) continue;
          errors.push(
            new GraphQLError(
              `Access denied for ${node.name.value} field. Required access: \`${needed.join('` or `')}\` access scope.`,
              {
                nodes: node,
                extensions: {
                  code: 'ACCESS_DENIED',
                  documentation: 'https://shopify.dev/api/usage/access-scopes',
                },
              },
            ),
          );
        }
      },
    }),
  );
  return errors;
}
