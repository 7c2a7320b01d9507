import Alert from '@cloudscape-design/components/alert'
import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import { useText } from '../text/use-text.ts'

/** Forms that only managers may use. A viewer can still open their links. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const { errors } = useText()
  return useCan().change ? children : <Alert type="info">{errors.forbidden}</Alert>
}
