import type { FactGroup, PersonFact } from './person-facts.ts';

/** The facts that say most of a group, the first of them first; groups without any are named by their first facts. */
const TOP: Partial<Record<string, readonly string[]>> = {
  about: ['Company', 'Buys for', 'Country', 'Tags'],
  buying: ['Average order', 'Last order'],
};
const NAMED = 2;

/** Facts under a heading, with the most important of them in one line. */
export function factGroup(key: string, title: string, facts: PersonFact[]): FactGroup {
  const top = (TOP[key] ?? []).flatMap((name) => facts.filter((fact) => fact.name === name));
  const said = (top.length > 0 ? top : facts).slice(0, NAMED);
  return {
    key,
    title,
    summary: said.map(({ name, value }) => `${name}: ${value}`).join(', '),
    facts,
  };
}
