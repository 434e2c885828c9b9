import { ActionTextField } from './action-text-field.tsx';

export type SubjectAndTextProps = {
  step: { subject: string; text: string };
  onChange: (change: Partial<SubjectAndTextProps['step']>) => void;
};

/** What an email to staff or a ticket says. */
export function SubjectAndText({ step, onChange }: SubjectAndTextProps) {
  return (
    <>
      <ActionTextField
        label="Subject"
        what="the subject"
        value={step.subject}
        longest={200}
        onChange={(subject) => onChange({ subject })}
      />
      <ActionTextField
        label="Text"
        what="the text"
        value={step.text}
        longest={5_000}
        lines={5}
        onChange={(text) => onChange({ text })}
      />
    </>
  );
}
