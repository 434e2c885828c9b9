import { useFetcher, useNavigate } from '@remix-run/react';
import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Layout,
  Page,
  TextField,
} from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { CreateOutcome } from '#app/definitions/definition-outcome.ts';

export type NewJourneyPageProps = {
  /** The journeys that ship with the app, to begin from. */
  gallery: { key: string; name: string; purpose: string }[];
};

const BLANK = '';
const LONGEST_NAME = 120;

/** Where a journey is created: its name, and what it begins from. */
export function NewJourneyPage({ gallery }: NewJourneyPageProps) {
  const [name, setName] = useState('');
  const [from, setFrom] = useState(BLANK);
  const [wasTried, setTried] = useState(false);
  const { data, state, submit } = useFetcher<CreateOutcome>();
  const navigate = useNavigate();
  useEffect(() => {
    if (data?.outcome === 'created' && state === 'idle') navigate(`/app/journeys/${data.key}/edit`);
  }, [data, navigate, state]);
  const problem = wasTried && name.trim() === '' ? 'Enter a name.' : refusalWords(data);
  function create(): void {
    setTried(true);
    if (name.trim() !== '') submit({ name, from }, { method: 'post' });
  }
  return (
    <Page
      title="New journey"
      subtitle="It stays a draft until you publish it."
      backAction={{ content: 'Journeys', url: '/app/journeys' }}
    >
      <Layout>
        <Layout.Section>
          <Card>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                create();
              }}
            >
              <BlockStack gap="400">
                <TextField
                  label="Name"
                  autoComplete="off"
                  maxLength={LONGEST_NAME}
                  value={name}
                  error={problem}
                  onChange={setName}
                />
                <ChoiceList
                  title="Begin from"
                  selected={[from]}
                  onChange={([chosen = BLANK]) => setFrom(chosen)}
                  choices={[
                    { value: BLANK, label: 'Blank journey', helpText: 'Draw every step yourself.' },
                    ...gallery.map(({ key, name: label, purpose }) => ({
                      value: key,
                      label: `Copy of “${label}”`,
                      helpText: purpose,
                    })),
                  ]}
                />
                <InlineStack align="end">
                  <Button submit variant="primary" loading={state !== 'idle'}>
                    Create journey
                  </Button>
                </InlineStack>
              </BlockStack>
            </form>
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function refusalWords(outcome: CreateOutcome | undefined): string | undefined {
  switch (outcome?.outcome) {
    case 'too_many':
      return `The shop has ${String(outcome.most)} journeys. Delete a draft first.`;
    case 'unreadable':
      return outcome.message;
    case 'created':
    case undefined:
      return undefined;
  }
}
