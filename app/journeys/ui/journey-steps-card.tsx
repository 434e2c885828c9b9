import { BlockStack, Box, Card, InlineStack, Text, useBreakpoints } from '@shopify/polaris';
import { figurePeriod, type FigureDays } from '#app/journeys/page/figure-period.ts';
import type { JourneyOutline } from '#app/journeys/page/journey-outline.ts';
import type { JourneyPage } from '#app/journeys/page/journey-page.ts';
import { JourneyDrawing } from './journey-drawing.tsx';
import { PeriodField } from './period-field.tsx';
import { StepList } from './step-list.tsx';
import { figureLines } from './step-words.ts';

export type JourneyStepsCardProps = {
  journey: JourneyOutline;
  /** By the id of the step. */
  figures: JourneyPage['steps'];
  days: FigureDays;
  currency: string;
};

/** The steps of a journey with how people get through them: drawn, or a list in a narrow window. */
export function JourneyStepsCard(props: JourneyStepsCardProps) {
  const { journey, figures: figuresOf, days, currency } = props;
  const { mdUp } = useBreakpoints();
  const steps = journey.steps.flatMap((step) => {
    const figures = figuresOf[step.id];
    if (!figures) return [];
    const lines = figureLines(figures, currency);
    return [{ ...step, lines, isBusy: figures.waiting > 0 }];
  });
  const stepList = <StepList steps={steps} edges={journey.edges} />;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              Steps
            </Text>
            <PeriodField days={days} />
          </InlineStack>
          <Text as="p" tone="subdued">
            {`${versionWords(journey.version)}${journey.trigger}. “Here now” counts everyone; the other figures are of the ${figurePeriod(days)}. Orders are those placed within 5 days after a click.${liftText(figuresOf)}`}
          </Text>
        </BlockStack>
        {mdUp ? (
          <>
            {/* Another version is drawn from the start, so that all of it is in view. */}
            <JourneyDrawing key={journey.version} steps={steps} edges={journey.edges} />
            <Box visuallyHidden>{stepList}</Box>
          </>
        ) : (
          stepList
        )}
      </BlockStack>
    </Card>
  );
}

function liftText(figures: JourneyPage['steps']): string {
  return Object.values(figures).some(({ lift }) => lift !== null)
    ? ' Lift is by how many of 100 people more ordered within 14 days than of those held out; with 95 % certainty it lies between the two figures beside it.'
    : '';
}

function versionWords(version: number): string {
  return version === 0 ? '' : `Version ${String(version)}. `;
}
