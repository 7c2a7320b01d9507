import Container from '@cloudscape-design/components/container'

import { useNewestRecovery } from '../api/recoveries.ts'
import { RecoveryEnded } from './result.tsx'
import { RecoveryProgress } from './progress.tsx'

/** How far a webhook's newest recovery is, whoever began it; or for an hour, how it ended. */
export function NewestRecovery({ webhook }: { webhook: string }) {
  const { data: recovery } = useNewestRecovery(webhook)
  if (recovery === undefined || recovery === null) return null
  if (recovery.status !== 'running') return <RecoveryEnded recovery={recovery} />
  return (
    <Container>
      <RecoveryProgress recovery={recovery} />
    </Container>
  )
}
