import {
  BlockStack,
  Box,
  Button,
  Card,
  Collapsible,
  Divider,
  InlineGrid,
  InlineStack,
  Link,
  List,
  Text,
} from '@shopify/polaris';
import { useId, useState } from 'react';
import { PEOPLE, formatCount } from '#app/lib/format/count.ts';
import type { ExplainedMover, Preview } from '#app/scoring/preview.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { GradeBadge } from '#app/scoring/ui/grade-badge.tsx';

/** The people whose score changes most, explained by the model in use and by the previewed one. */
export function MoversCard({ up, down }: Pick<Preview, 'up' | 'down'>) {
  if (up.count + down.count === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <CardIntro
          title="Largest changes"
          text="The people whose score changes most each way. Open one to compare the points of both models."
        />
        <Movers title={`Up: ${people(up.count)}`} movers={up.furthest} />
        <Movers title={`Down: ${people(down.count)}`} movers={down.furthest} />
      </BlockStack>
    </Card>
  );
}

function Movers({ title, movers }: { title: string; movers: ExplainedMover[] }) {
  if (movers.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {movers.map((mover) => (
        <Mover key={mover.id} mover={mover} />
      ))}
    </BlockStack>
  );
}

function Mover({ mover: { id, name, before, after } }: { mover: ExplainedMover }) {
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const called = name ?? 'Visitor';
  return (
    <Box>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Link url={`/app/people/${id}`}>{called}</Link>
        <InlineStack gap="200" blockAlign="center">
          <GradeBadge {...before} />
          <Text as="span" tone="subdued">
            →
          </Text>
          <GradeBadge {...after} />
          <Button
            variant="plain"
            disclosure={isOpen ? 'up' : 'down'}
            ariaExpanded={isOpen}
            ariaControls={panel}
            onClick={() => setOpen(!isOpen)}
            accessibilityLabel={`Why the score of ${called} changes`}
          >
            Why
          </Button>
        </InlineStack>
      </InlineStack>
      <Collapsible id={panel} open={isOpen}>
        <Box paddingBlock="200">
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
            <Lines title="By the model in use" lines={before.lines} />
            <Lines title="By this model" lines={after.lines} />
          </InlineGrid>
        </Box>
      </Collapsible>
      <Divider />
    </Box>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return (
    <BlockStack gap="100">
      <Text as="h4" variant="headingXs">
        {title}
      </Text>
      {lines.length === 0 ? (
        <Text as="p" tone="subdued">
          No points.
        </Text>
      ) : (
        <List>
          {lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  );
}

function people(count: number): string {
  return formatCount(count, PEOPLE);
}
