import { Banner, BlockStack, Button, InlineStack, List, Text } from '@shopify/polaris';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { formatCount, type Countable } from '#app/lib/format/count.ts';

const PROBLEMS: Countable = {
  one: 'problem to solve before publishing',
  many: 'problems to solve before publishing',
};
const HINTS: Countable = { one: 'warning', many: 'warnings' };
/** Problems that are listed; solving them shows the next. */
const MOST_LISTED = 4;

/** How what is wrong in a draft is called by its id, null for the whole, and how the page leads there. */
export type ProblemPlaces = {
  nameOf: (id: string | null) => string;
  show: (id: string | null) => void;
};

export type ProblemsBannerProps = {
  problems: readonly DefinitionProblem[];
  /** Why it could not be saved; null while nothing failed. */
  failure: string | null;
  places: ProblemPlaces;
};

/** Why a draft cannot be published, with ways there, and why it could not be saved. */
export function ProblemsBanner({ problems, failure, places }: ProblemsBannerProps) {
  const errors = problems.filter(({ severity }) => severity !== 'warning').length;
  return (
    <BlockStack gap="400">
      {failure !== null ? (
        <Banner tone="warning" title="Your changes are not saved yet">
          <p>{failure}</p>
        </Banner>
      ) : null}
      {problems.length > 0 ? (
        <Banner tone={errors > 0 ? 'warning' : 'info'}>
          <Text as="h2" variant="headingSm">
            {errors > 0 ? formatCount(errors, PROBLEMS) : formatCount(problems.length, HINTS)}
          </Text>
          <List>
            {problems.slice(0, MOST_LISTED).map(({ stepId, message }) => (
              <List.Item key={`${stepId ?? ''} ${message}`}>
                <InlineStack gap="200" wrap>
                  <Button variant="plain" onClick={() => places.show(stepId)}>
                    {places.nameOf(stepId)}
                  </Button>
                  <Text as="span">{message}</Text>
                </InlineStack>
              </List.Item>
            ))}
          </List>
          {problems.length > MOST_LISTED ? (
            <Text as="p">{`And ${String(problems.length - MOST_LISTED)} more.`}</Text>
          ) : null}
        </Banner>
      ) : null}
    </BlockStack>
  );
}
