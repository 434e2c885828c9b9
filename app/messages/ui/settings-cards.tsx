import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  InlineStack,
  List,
  Text,
  TextField,
  type TextFieldProps,
} from '@shopify/polaris';
import type { SettingsVersion } from '#app/messages/sender/save-settings.ts';
import type { SettingsField, SettingsForm } from '#app/messages/sender/settings-form.ts';
import { actorName } from '#app/audit/actor-name.ts';
import { RelativeTime } from '#app/ui/relative-time.tsx';

export type SettingsCardProps = {
  form: SettingsForm;
  errors: Partial<Record<SettingsField, string>>;
  onChange: (change: Partial<SettingsForm>) => void;
};

/** Fields that are chosen rather than typed. */
type ChosenField =
  'quiet' | 'testOrders' | 'quietZone' | 'engagement' | 'ticketPause' | 'dealPause';

type SettingProps = Omit<TextFieldProps, 'value' | 'onChange' | 'error'> & {
  card: SettingsCardProps;
  field: Exclude<SettingsField, ChosenField>;
};

/** One field of the form, with what is wrong with it. */
export function Setting({ card: { form, errors, onChange }, field, ...rest }: SettingProps) {
  return (
    <TextField
      {...rest}
      value={form[field]}
      onChange={(value) => onChange({ [field]: value })}
      error={errors[field]}
    />
  );
}

/** Who mails are from. */
export function SenderCard(card: SettingsCardProps) {
  return (
    <Card>
      <FormLayout>
        <Setting
          card={card}
          field="senderName"
          label="Sender name"
          helpText="What people see in their inbox."
          autoComplete="organization"
          maxLength={80}
          requiredIndicator
        />
        <Setting
          card={card}
          field="senderAddress"
          label="Sender email address"
          type="email"
          helpText="Emails leave from it once its domain is verified below. Until then, replies go there."
          autoComplete="email"
          requiredIndicator
        />
        <Setting
          card={card}
          field="replyTo"
          label="Reply-to email address (optional)"
          type="email"
          helpText="Empty: replies go to the sender email address."
          autoComplete="email"
        />
        <Setting
          card={card}
          field="postalAddress"
          label="Postal address"
          helpText="Shown at the bottom of every email, as the law requires for marketing email."
          autoComplete="street-address"
          multiline={3}
          maxLength={300}
          requiredIndicator
        />
      </FormLayout>
    </Card>
  );
}

/** Where support tickets of journeys go. */
export function HelpDeskCard(card: SettingsCardProps) {
  return (
    <Card>
      <Setting
        card={card}
        field="helpDesk"
        label="Help desk email address (optional)"
        type="email"
        helpText="Each ticket is one email to it. Replies from your help desk go to the customer."
        autoComplete="off"
      />
    </Card>
  );
}

/** When marketing rests. */
export function QuietHoursCard({ timeZone, ...card }: SettingsCardProps & { timeZone: string }) {
  const isOn = card.form.quiet === 'on';
  return (
    <Card>
      <FormLayout>
        <Checkbox
          label="No marketing email during quiet hours"
          helpText="Emails due in this time are sent when it ends. Emails about an order are not held back."
          checked={isOn}
          onChange={(checked) => card.onChange({ quiet: checked ? 'on' : 'off' })}
        />
        {isOn ? (
          <FormLayout.Group condensed>
            <Setting card={card} field="quietFrom" label="From" type="time" autoComplete="off" />
            <Setting card={card} field="quietTo" label="To" type="time" autoComplete="off" />
          </FormLayout.Group>
        ) : null}
        {isOn ? (
          <ChoiceList
            title="Time zone"
            choices={[
              {
                label: 'Of the person',
                value: 'person',
                helpText: `By country and region of their newest address; the shop’s, ${timeZone}, where none is known.`,
              },
              { label: `Of the shop, ${timeZone}`, value: 'shop' },
            ]}
            selected={[card.form.quietZone]}
            onChange={([zone]) => card.onChange({ quietZone: zone === 'shop' ? 'shop' : 'person' })}
          />
        ) : null}
      </FormLayout>
    </Card>
  );
}

/** What becomes of orders paid with test money. */
export function TestOrdersCard({ form, onChange }: SettingsCardProps) {
  return (
    <Card>
      <Checkbox
        label="Count test orders"
        helpText="They are shown as test orders. Applies to orders from now on, and only while this is a development store."
        checked={form.testOrders === 'counted'}
        onChange={(checked) => onChange({ testOrders: checked ? 'counted' : 'left_out' })}
      />
    </Card>
  );
}

/** The rule that no setting turns off. */
export function ConsentCard() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          Marketing goes to subscribers only
        </Text>
        <Text as="p">
          This rule always applies. It is checked again at the moment of sending, so an unsubscribe
          a second earlier still counts.
        </Text>
        <List>
          <List.Item>Cart reminders and review requests are marketing.</List.Item>
          <List.Item>
            Thanks and care for what was bought, and answers to wholesale applications, belong to
            something the person did and go to everyone concerned.
          </List.Item>
          <List.Item>
            Addresses that bounced or complained get nothing, whatever it is about.
          </List.Item>
          <List.Item>
            Every consent is stored with its proof. Changes to a proof are detected.
          </List.Item>
        </List>
        <div>
          <Button url="/app/settings/proofs">Check the proofs</Button>
        </div>
      </BlockStack>
    </Card>
  );
}

export type VersionsProps = {
  versions: SettingsVersion[];
  current: number;
  isBusy: boolean;
  onRevert: (version: number) => void;
  staffId: string;
  now: number;
  timeZone: string;
};

/** Who saved what when, and the way back. */
export function VersionsCard(props: VersionsProps) {
  const { versions, current, isBusy, onRevert, staffId, now, timeZone } = props;
  if (versions.length === 0) {
    return (
      <Card>
        <Text as="p" tone="subdued">
          Nothing was saved yet: the shop’s own name and address are used.
        </Text>
      </Card>
    );
  }
  return (
    <Card>
      <BlockStack gap="300">
        {versions.map(({ version, changedBy, changedAt }) => (
          <InlineStack key={version} align="space-between" blockAlign="center" gap="200">
            <Text as="p">
              {`Version ${String(version)}, ${actorName(changedBy, staffId)}, `}
              <RelativeTime at={changedAt} now={now} timeZone={timeZone} />
            </Text>
            {version === current ? (
              <Text as="span" tone="subdued">
                In use
              </Text>
            ) : (
              <Button
                size="slim"
                disabled={isBusy}
                onClick={() => onRevert(version)}
                accessibilityLabel={`Use version ${String(version)} again`}
              >
                Use again
              </Button>
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
