import type { AttemptView } from '../api/views.ts'
import { AttemptOutcome } from './attempt-outcome.tsx'
import { Exchange } from './exchange.tsx'

/** One attempt: outcome, timing, request and response. */
export function Attempt({ attempt }: { attempt: AttemptView }) {
  return <Exchange outcome={<AttemptOutcome attempt={attempt} />} exchange={attempt} />
}
