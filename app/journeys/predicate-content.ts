/** Steps and journeys read predicates as every definition does. */
export { PredicateContent } from '#app/segments/predicate-content.ts';
