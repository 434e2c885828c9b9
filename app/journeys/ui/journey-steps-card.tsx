import { BlockStack, Box, Card, Text, useBreakpoints } from '@shopify/polaris';
import type { JourneyOutline } from '#app/journeys/page/journey-outline.ts';
import type { JourneyPage } from '#app/journeys/page/journey-page.ts';
import { JourneyDrawing } from './journey-drawing.tsx';
import { StepList } from './step-list.tsx';

export type JourneyStepsCardProps = {
  journey: JourneyOutline;
  /** By the id of the step. */
  figures: JourneyPage['steps'];
};

/** The steps of a journey with how people get through them: drawn, or a list in a narrow window. */
export function JourneyStepsCard({ journey, figures: figuresOf }: JourneyStepsCardProps) {
  const { mdUp } = useBreakpoints();
  const steps = journey.steps.flatMap((step) => {
    const figures = figuresOf[step.id];
    return figures ? [{ ...step, figures }] : [];
  });
  const stepList = <StepList steps={steps} edges={journey.ways} />;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack>
          <Text as="h2" variant="headingMd">
            Steps
          </Text>
          <Text as="p" tone="subdued">
            {`${versionWords(journey.version)}${journey.trigger}. “Here now” counts everyone; the other figures are of the last 30 days.`}
          </Text>
        </BlockStack>
        {mdUp ? (
          <>
            <JourneyDrawing steps={steps} edges={journey.ways} />
            <Box visuallyHidden>{stepList}</Box>
          </>
        ) : (
          stepList
        )}
      </BlockStack>
    </Card>
  );
}

function versionWords(version: number): string {
  return version === 0 ? '' : `Version ${String(version)}. `;
}
