import Alert from '@cloudscape-design/components/alert'
import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import { useText } from '../text/use-text.ts'

/** What a viewer, who came by an address, is told instead. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const { faults } = useText()
  return useCan().change ? children : <Alert type="info">{faults.forbidden}</Alert>
}
