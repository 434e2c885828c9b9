import { Banner, BlockStack, Button, InlineStack, List, Text } from '@shopify/polaris';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { formatCount, type Countable } from '#app/lib/format/count.ts';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { useStepTitles } from './use-step-cards.ts';

const PROBLEMS: Countable = {
  one: 'problem to solve before publishing',
  many: 'problems to solve before publishing',
};
const HINTS: Countable = { one: 'warning', many: 'warnings' };
/** Problems that are listed; solving them shows the next. */
const MOST_LISTED = 4;

/**
 * Why the journey cannot be published, with ways to the steps, and why it could not be saved.
 * @param props.failure null while nothing failed
 */
export function ProblemsBanner({ failure }: { failure: string | null }) {
  const problems = useEditor((state) => state.problems);
  const errors = problems.filter(({ severity }) => severity !== 'warning').length;
  return (
    <BlockStack gap="400">
      {failure !== null ? (
        <Banner tone="warning" title="What you drew is not saved yet">
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
                <ProblemLine stepId={stepId} message={message} />
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

function ProblemLine({ stepId, message }: DefinitionProblem) {
  const { store } = useEditorParts();
  const titles = useStepTitles();
  const id = stepId ?? START_ID;
  return (
    <InlineStack gap="200" wrap>
      <Button variant="plain" onClick={() => store.getState().show(id)}>
        {stepId === null ? 'Journey' : (titles.get(stepId) ?? stepId)}
      </Button>
      <Text as="span">{message}</Text>
    </InlineStack>
  );
}
