import Container from '@cloudscape-design/components/container'

import { useLatestRecovery } from '../api/recoveries.ts'
import { RecoveryProgress } from './progress.tsx'
import { RecoveryResult } from './result.tsx'

/** The progress of the latest recovery, or for an hour its result. */
export function LatestRecovery({ webhook }: { webhook: string }) {
  const { data: recovery } = useLatestRecovery(webhook)
  if (recovery === undefined || recovery === null) return null
  if (recovery.status !== 'running') return <RecoveryResult recovery={recovery} />
  return (
    <Container>
      <RecoveryProgress recovery={recovery} />
    </Container>
  )
}
