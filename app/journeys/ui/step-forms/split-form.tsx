import { BlockStack, Button, InlineError, InlineGrid, TextField } from '@shopify/polaris';
import {
  MOST_VARIANTS,
  splitProblems,
  variantLabel,
  type SplitStep,
  type SplitVariant,
} from '#app/journeys/steps/split.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';
import { PercentField } from './percent-field.tsx';

/** The variants with their names and shares. */
export const splitForm: StepForm<SplitStep> = ({ step, onChange }) => {
  const { variants } = step;
  const change = (next: SplitVariant[]) => onChange({ ...step, variants: next });
  const problems = splitProblems(variants).join(' ');
  return (
    <BlockStack gap="400">
      {variants.map((variant, index) => (
        <VariantFields
          key={`variant-${String(index)}`}
          variant={variant}
          name={variantLabel(variant, index)}
          onChange={(changed) =>
            change(variants.map((one, place) => (place === index ? changed : one)))
          }
          onRemove={
            variants.length > 2
              ? () => change(variants.filter((_, place) => place !== index))
              : undefined
          }
        />
      ))}
      {problems === '' ? null : <InlineError fieldID={`${step.id}-variants`} message={problems} />}
      <Button
        disabled={variants.length >= MOST_VARIANTS}
        onClick={() => change([...variants, addedVariant(variants)])}
      >
        Add variant
      </Button>
    </BlockStack>
  );
};

type VariantFieldsProps = {
  variant: SplitVariant;
  /** What the variant is called now. */
  name: string;
  onChange: (variant: SplitVariant) => void;
  /** Undefined while there must be this one. */
  onRemove: (() => void) | undefined;
};

function VariantFields({ variant, name, onChange, onRemove }: VariantFieldsProps) {
  return (
    <BlockStack gap="200">
      <InlineGrid columns="2fr 1fr" gap="200">
        <TextField
          label="Variant"
          autoComplete="off"
          maxLength={60}
          placeholder={name}
          value={variant.label}
          onChange={(label) => onChange({ ...variant, label })}
        />
        <PercentField
          label="Share"
          percent={variant.percent}
          onChange={(percent) => onChange({ ...variant, percent })}
        />
      </InlineGrid>
      {onRemove === undefined ? null : (
        <Button
          variant="plain"
          tone="critical"
          accessibilityLabel={`Remove ${name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      )}
    </BlockStack>
  );
}

/** Another variant, which takes what is left and leads where the last one leads. */
function addedVariant(variants: readonly SplitVariant[]): SplitVariant {
  const taken = variants.reduce((sum, { percent }) => sum + percent, 0);
  return { label: '', percent: Math.max(0, 100 - taken), next: variants.at(-1)?.next ?? '' };
}
