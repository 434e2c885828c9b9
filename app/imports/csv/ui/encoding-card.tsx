import { BlockStack, Button, Card, ChoiceList, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { CODE_PAGE_NAMES, CODE_PAGES, type CodePage } from '#app/imports/csv/code-page-names.ts';

export type EncodingCardProps = {
  /** An encoding and some words of the file as they would be in it, the likeliest first. */
  guesses: string[][];
  isBusy: boolean;
  onChoose: (encoding: CodePage) => void;
};

/** Asks which letters a file holds when its bytes may stand for several. */
export function EncodingCard({ guesses, isBusy, onChoose }: EncodingCardProps) {
  // A sample that was erased leaves every encoding to choose from.
  const shown = CODE_PAGES.flatMap((encoding) => {
    const place = guesses.findIndex(([name]) => name === encoding);
    if (place < 0 && guesses.length > 0) return [];
    return [{ encoding, place, words: guesses[place]?.slice(1) ?? [] }];
  }).sort((a, b) => a.place - b.place);
  const [chosen, setChosen] = useState<CodePage | null>(null);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Choose the file encoding
        </Text>
        <Text as="p" tone="subdued">
          Tendril can't tell how the letters in this file are encoded. Choose the line in which the
          words look right. If none does, save the file again as CSV UTF-8 and upload it.
        </Text>
        <ChoiceList
          title="Preview of words in the file"
          choices={shown.map(({ encoding, words }) => ({
            value: encoding,
            label: words.length === 0 ? CODE_PAGE_NAMES[encoding] : words.join(' · '),
            ...(words.length === 0 ? {} : { helpText: CODE_PAGE_NAMES[encoding] }),
          }))}
          selected={chosen === null ? [] : [chosen]}
          onChange={([value]) => setChosen(CODE_PAGES.find((one) => one === value) ?? null)}
        />
        <InlineStack align="end">
          <Button
            variant="primary"
            disabled={chosen === null}
            loading={isBusy}
            onClick={() => {
              if (chosen !== null) onChoose(chosen);
            }}
          >
            Continue
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
