import { BlockStack, Button, ButtonGroup, Card, Select } from '@shopify/polaris';
import {
  LANGUAGE_LABELS,
  type ReaderLanguage,
  READER_LANGUAGES,
} from '#app/lib/reader-language.ts';
import {
  composedLanguages,
  withDesign,
  withoutLanguage,
} from '#app/messages/templates/composed-email.ts';
import { mainLanguage } from '#app/messages/templates/email-language.ts';
import { useEmail, useEmailParts, useShownLanguage } from './email-editor-context.tsx';

/** The languages of an email: which one is shown, those that can be added, and the one that can be deleted. */
export function LanguageBar() {
  const { store } = useEmailParts();
  const email = useEmail(({ content }) => content);
  const shown = useShownLanguage();
  const main = mainLanguage(email);
  const languages = composedLanguages(email);
  const show = (language: ReaderLanguage) => store.languages.setState({ wanted: language });
  function add(language: ReaderLanguage): void {
    const say = `${LANGUAGE_LABELS[language]} added with the blocks of ${LANGUAGE_LABELS[main]}`;
    store.getState().edit((now) => withDesign(now, language, now.design), { say });
    show(language);
  }
  function remove(): void {
    const say = `${LANGUAGE_LABELS[shown]} deleted`;
    store.getState().edit((now) => withoutLanguage(now, shown), { say });
    show(main);
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Select
          label="Language"
          helpText={`Readers of any other language get it in ${LANGUAGE_LABELS[main]}.`}
          options={languages.map((value) => ({ value, label: LANGUAGE_LABELS[value] }))}
          value={shown}
          onChange={(value) => show(languages.find((one) => one === value) ?? main)}
        />
        <ButtonGroup>
          {READER_LANGUAGES.filter((one) => !languages.includes(one)).map((one) => (
            <Button key={one} onClick={() => add(one)}>
              {`Add ${LANGUAGE_LABELS[one]}`}
            </Button>
          ))}
          {shown === main ? null : (
            <Button tone="critical" onClick={remove}>
              {`Delete ${LANGUAGE_LABELS[shown]}`}
            </Button>
          )}
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}
