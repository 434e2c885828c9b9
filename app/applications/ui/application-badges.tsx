import { Badge, type BadgeProps } from '@shopify/polaris';
import type { ApplicationState } from '#app/applications/application-state.ts';
import { responseClock, type FitGrade, type CheckResult } from '#app/applications/review.ts';
import { STATE_NAMES } from '#app/applications/words.ts';

const STATE_TONES: Record<ApplicationState, BadgeProps['tone']> = {
  submitted: 'attention',
  approving: 'info',
  approved: 'success',
  declined: undefined,
};
const FIT_TONES: Record<FitGrade, BadgeProps['tone']> = {
  A: 'success',
  B: 'success',
  C: 'warning',
  D: 'critical',
};
const CHECK_RESULTS: Record<CheckResult, { tone: BadgeProps['tone']; text: string }> = {
  good: { tone: 'success', text: 'Good' },
  unclear: { tone: 'warning', text: 'Unclear' },
  poor: { tone: 'critical', text: 'Poor' },
};

export type StateBadgeProps = {
  state: ApplicationState;
  /** Whether Shopify did not create the company, so that staff has to do something. */
  isRefused: boolean;
};

export function StateBadge({ state, isRefused }: StateBadgeProps) {
  if (isRefused) return <Badge tone="critical">Company not created</Badge>;
  return <Badge tone={STATE_TONES[state]}>{STATE_NAMES[state]}</Badge>;
}

/** Whether the applicant showed that the email address is theirs. */
export function VerifiedBadge({ isVerified }: { isVerified: boolean }) {
  return isVerified ? (
    <Badge tone="success">Email confirmed</Badge>
  ) : (
    <Badge tone="warning">Email not confirmed</Badge>
  );
}

export function FitBadge({ grade }: { grade: FitGrade }) {
  return <Badge tone={FIT_TONES[grade]}>{`Fit ${grade}`}</Badge>;
}

export function CheckResultBadge({ result }: { result: CheckResult }) {
  const { tone, text } = CHECK_RESULTS[result];
  return <Badge tone={tone}>{text}</Badge>;
}

/** The time left for an answer; only for applications that wait for one. */
export function ResponseBadge({ submittedAt, now }: { submittedAt: number; now: number }) {
  const { text, tone } = responseClock(submittedAt, now);
  return <Badge tone={tone}>{text}</Badge>;
}
