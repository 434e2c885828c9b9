import { BlockStack, Button, Divider, InlineStack, Text, TextField } from '@shopify/polaris';
import {
  MOST_PATHS,
  pathLabel,
  type BranchPath,
  type MultiBranchStep,
} from '#app/journeys/steps/multi-branch.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import type { StepForm, StepFormContext } from '#app/journeys/ui/step-form.ts';

/** The paths in the order in which they are asked. */
export const multiBranchForm: StepForm<MultiBranchStep> = ({ step, context, onChange }) => {
  const { paths } = step;
  const change = (next: BranchPath[]) => onChange({ ...step, paths: next });
  return (
    <BlockStack gap="400">
      <Text as="p" tone="subdued">
        A person takes the first path whose condition is met, and “Otherwise” when none is.
      </Text>
      {paths.map((path, index) => (
        <PathFields
          key={`path-${String(index)}`}
          path={path}
          name={pathLabel(path, index)}
          context={context}
          onChange={(changed) =>
            change(paths.map((one, place) => (place === index ? changed : one)))
          }
          onMoveUp={index === 0 ? undefined : () => change(movedUp(paths, index))}
          onRemove={() => change(paths.filter((_, place) => place !== index))}
        />
      ))}
      <Button
        disabled={paths.length >= MOST_PATHS}
        onClick={() => change([...paths, { label: '', when: { all: [] }, next: step.otherwise }])}
      >
        Add path
      </Button>
    </BlockStack>
  );
};

type PathFieldsProps = {
  path: BranchPath;
  /** What the path is called now. */
  name: string;
  context: StepFormContext;
  onChange: (path: BranchPath) => void;
  /** Undefined for the path that is asked first. */
  onMoveUp: (() => void) | undefined;
  onRemove: () => void;
};

function PathFields({ path, name, context, onChange, onMoveUp, onRemove }: PathFieldsProps) {
  return (
    <BlockStack gap="200">
      <TextField
        label="Path"
        autoComplete="off"
        maxLength={60}
        placeholder={name}
        value={path.label}
        onChange={(label) => onChange({ ...path, label })}
      />
      {context.predicateFields({
        predicate: path.when,
        onChange: (when) => onChange({ ...path, when }),
      })}
      {conditionsOf(path.when).length === 0 ? (
        <Text as="p" tone="critical">
          Choose the condition of this path.
        </Text>
      ) : null}
      <InlineStack gap="300">
        {onMoveUp === undefined ? null : (
          <Button variant="plain" accessibilityLabel={`Ask ${name} earlier`} onClick={onMoveUp}>
            Ask earlier
          </Button>
        )}
        <Button
          variant="plain"
          tone="critical"
          accessibilityLabel={`Remove ${name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </InlineStack>
      <Divider />
    </BlockStack>
  );
}

/** The paths with one before the one that was asked before it. */
function movedUp(paths: readonly BranchPath[], index: number): BranchPath[] {
  const moved = paths.slice(index, index + 1);
  const others = paths.filter((_, place) => place !== index);
  return others.toSpliced(index - 1, 0, ...moved);
}
